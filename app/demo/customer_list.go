package demo

// customerList is the customers, one a line: name | domain | industry, in words
// where it is OTHER | size | cooperation | tier | who looks after it | address.
// Persons have no size. Companies and people are made up.
const customerList = `
启航精密机械制造有限公司|qihang-machinery|MANUFACTURING|GT200|Y3_PLUS|STRATEGIC|sales|江苏省苏州市工业园区星湖街 218 号
华岳重型装备集团|huayue-heavy|MANUFACTURING|GT200|Y3_PLUS|STRATEGIC|sales|山东省济南市历城区工业北路 66 号
万家福连锁超市有限公司|wanjiafu-mart|RETAIL|GT200|Y3_PLUS|STRATEGIC|sales|浙江省杭州市拱墅区莫干山路 512 号
云栖酒店管理集团|yunqi-hotels|SERVICE|GT200|Y3_PLUS|STRATEGIC|service|浙江省杭州市西湖区之江路 88 号
安康医疗服务集团|ankang-medical|OTHER 医疗健康|GT200|Y1_3|STRATEGIC|care|广东省广州市天河区体育西路 103 号
鲜到家生鲜电商有限公司|xiandaojia-fresh|RETAIL|GT200|Y1_3|STRATEGIC|logistics|上海市闵行区申长路 900 弄 5 号
中渝快运股份有限公司|zhongyu-express|SERVICE|GT200|Y3_PLUS|STRATEGIC|service|重庆市渝北区龙山大道 77 号
金穗现代农业发展有限公司|jinsui-agri|OTHER 现代农业|B50_200|Y3_PLUS|STRATEGIC|sales|黑龙江省哈尔滨市松北区创新路 19 号
恒力电器股份有限公司|hengli-electric|MANUFACTURING|GT200|Y1_3|KEY|sales|广东省佛山市顺德区大良街道兴业路 31 号
博远汽车零部件有限公司|boyuan-autoparts|MANUFACTURING|B50_200|Y3_PLUS|KEY|sales|湖北省武汉市经济技术开发区车城大道 45 号
晨曦乳业有限公司|chenxi-dairy|MANUFACTURING|GT200|Y3_PLUS|KEY|sales|内蒙古呼和浩特市赛罕区金桥路 12 号
瑞禾纺织科技有限公司|ruihe-textile|MANUFACTURING|B50_200|Y1_3|KEY|sales|浙江省绍兴市柯桥区群贤路 1550 号
优品汇百货有限公司|youpinhui-store|RETAIL|GT200|Y1_3|KEY|service|四川省成都市锦江区春熙路 27 号
蓝湾便利连锁有限公司|lanwan-convenience|RETAIL|B50_200|Y1_3|KEY|service|福建省厦门市思明区湖滨南路 334 号
康源大药房连锁有限公司|kangyuan-pharmacy|RETAIL|GT200|Y3_PLUS|KEY|service|湖南省长沙市雨花区韶山中路 421 号
悦读书城文化有限公司|yuedu-books|RETAIL|B50_200|Y3_PLUS|KEY|sales|江苏省南京市玄武区中山东路 55 号
诚信物业服务有限公司|chengxin-property|SERVICE|GT200|Y1_3|KEY|service|天津市河西区友谊路 20 号
四海旅行社有限公司|sihai-travel|SERVICE|B50_200|Y3_PLUS|KEY|service|云南省昆明市五华区东风西路 139 号
味道江湖餐饮管理有限公司|weidao-catering|SERVICE|GT200|Y1_3|KEY|service|重庆市江北区观音桥步行街 6 号
智联数据服务有限公司|zhilian-data|SERVICE|B50_200|NEW|KEY|care|北京市海淀区中关村东路 18 号
育才教育科技有限公司|yucai-education|OTHER 教育培训|B50_200|Y1_3|KEY|care|陕西省西安市雁塔区科技路 48 号
宏基建筑工程有限公司|hongji-construction|OTHER 建筑工程|GT200|Y1_3|KEY|sales|河南省郑州市金水区花园路 88 号
北辰冷链仓储有限公司|beichen-coldchain|SERVICE|B50_200|Y1_3|KEY|logistics|河北省石家庄市鹿泉区石铜路 260 号
青禾包装材料有限公司|qinghe-packaging|MANUFACTURING|B50_200|NEW|KEY|sales|安徽省合肥市肥西县桃花工业园玉兰大道 9 号
顺昌五金制品厂|shunchang-hardware|MANUFACTURING|LT50|Y1_3|ORDINARY|sales|浙江省永康市经济开发区长城路 73 号
明达塑胶有限公司|mingda-plastics|MANUFACTURING|B50_200|Y1_3|ORDINARY|sales|广东省东莞市长安镇振安路 116 号
天工家具有限公司|tiangong-furniture|MANUFACTURING|B50_200|Y3_PLUS|ORDINARY|sales|江西省赣州市南康区家具大道 8 号
海星水产加工有限公司|haixing-seafood|MANUFACTURING|B50_200|Y1_3|ORDINARY|logistics|辽宁省大连市甘井子区海茂路 41 号
新景陶瓷有限公司|xinjing-ceramics|MANUFACTURING|LT50|Y3_PLUS|ORDINARY|sales|江西省景德镇市珠山区新厂路 202 号
立信印刷有限公司|lixin-printing|MANUFACTURING|LT50|NEW|ORDINARY|sales|上海市松江区荣乐东路 1288 号
奔腾电动车有限公司|benteng-ebike|MANUFACTURING|B50_200|NEW|ORDINARY|sales|江苏省无锡市锡山区东亭路 57 号
绿源食品有限公司|lvyuan-food|MANUFACTURING|B50_200|Y1_3|ORDINARY|service|河南省漯河市召陵区燕山路 15 号
长风光电仪器有限公司|changfeng-optics|MANUFACTURING|LT50|Y1_3|ORDINARY|sales|吉林省长春市高新区硅谷大街 333 号
同兴铸造有限公司|tongxing-foundry|MANUFACTURING|LT50|Y3_PLUS|ORDINARY|sales|山西省太原市小店区晋阳街 90 号
和顺服装有限公司|heshun-garment|MANUFACTURING|B50_200|NEW|ORDINARY|sales|福建省泉州市石狮市宝盖路 62 号
广厦门窗有限公司|guangsha-windows|MANUFACTURING|LT50|Y1_3|ORDINARY|sales|河北省廊坊市广阳区金光道 140 号
巧手文具商行|qiaoshou-stationery|RETAIL|LT50|Y1_3|ORDINARY|sales|湖北省宜昌市西陵区云集路 23 号
花漾鲜花店|huayang-flowers|RETAIL|LT50|NEW|ORDINARY|service|云南省昆明市呈贡区斗南路 5 号
邻里生活超市|linli-market|RETAIL|LT50|Y1_3|ORDINARY|service|山东省青岛市市北区延吉路 118 号
乐宝母婴用品有限公司|lebao-baby|RETAIL|B50_200|Y1_3|ORDINARY|service|广东省深圳市南山区桃园路 36 号
老味道糕点铺|laoweidao-bakery|RETAIL|LT50|Y3_PLUS|ORDINARY|service|天津市和平区滨江道 201 号
远山户外用品有限公司|yuanshan-outdoor|RETAIL|LT50|NEW|ORDINARY|sales|四川省成都市武侯区科华北路 60 号
美居家装建材城|meiju-decor|RETAIL|B50_200|Y1_3|ORDINARY|sales|湖南省株洲市天元区泰山路 77 号
数码港电子商行|shumagang-digital|RETAIL|LT50|Y1_3|ORDINARY|sales|广西南宁市青秀区民族大道 131 号
茶语人家茶业有限公司|chayu-tea|RETAIL|LT50|Y3_PLUS|ORDINARY|service|福建省武夷山市大王峰路 14 号
宠爱一家宠物用品店|chongai-pets|RETAIL|LT50|NEW|ORDINARY|service|江苏省常州市天宁区关河东路 32 号
速洁洗衣连锁有限公司|sujie-laundry|SERVICE|B50_200|Y1_3|ORDINARY|service|辽宁省沈阳市沈河区青年大街 215 号
青松养老服务中心|qingsong-care|SERVICE|B50_200|Y1_3|ORDINARY|care|浙江省宁波市鄞州区天童南路 588 号
动力健身俱乐部|dongli-fitness|SERVICE|LT50|NEW|POTENTIAL|service|湖北省武汉市洪山区珞喻路 312 号
大方会展服务有限公司|dafang-expo|SERVICE|LT50|Y1_3|CHANNEL|sales|广东省广州市海珠区新港东路 980 号
邦正律师事务所|bangzheng-law|SERVICE|LT50|Y3_PLUS|ORDINARY|care|北京市朝阳区建国路 93 号
锦程人力资源有限公司|jincheng-hr|SERVICE|B50_200|Y1_3|ORDINARY|care|山东省烟台市芝罘区南大街 150 号
晴空汽车租赁有限公司|qingkong-rental|SERVICE|LT50|NEW|POTENTIAL|service|海南省海口市美兰区国兴大道 5 号
同城配送服务有限公司|tongcheng-delivery|SERVICE|B50_200|Y1_3|CHANNEL|logistics|河南省洛阳市洛龙区开元大道 248 号
南湖幼儿园|nanhu-kindergarten|OTHER 学前教育|LT50|Y3_PLUS|ORDINARY|care|浙江省嘉兴市南湖区中环南路 71 号
清泉乡村合作社|qingquan-coop|OTHER 农民合作社|LT50|Y1_3|ORDINARY|sales|贵州省遵义市湄潭县茶海路 3 号
蒋文博|jiang-studio|SERVICE||Y1_3|ORDINARY|service|上海市徐汇区漕溪北路 45 弄 6 号
唐雨桐|tang-design|OTHER 独立设计||NEW|POTENTIAL|service|北京市通州区新华大街 118 号
罗建军|luo-orchard|OTHER 家庭果园||Y3_PLUS|ORDINARY|service|陕西省咸阳市礼泉县昭陵路 20 号
何秀兰|he-noodles|RETAIL||Y1_3|ORDINARY|service|甘肃省兰州市城关区张掖路 66 号
`
