package demo

import (
	"math/rand/v2"

	"heed/app/requirements"
	"heed/rules/flow"
	"heed/rules/money"
)

// aspectsOf are what of their category the needs are about, by their titles.
var aspectsOf = map[string][]flow.Aspect{
	"收银机断网时继续收款":   {flow.AspectFunction, flow.AspectPerformance},
	"扫码枪识别褶皱标签":    {flow.AspectPerformance},
	"冷柜温度异常自动报警":   {flow.AspectFunction},
	"与财务软件自动对账":    {flow.AspectFunction, flow.AspectUpgrade},
	"手机上审批订货单":     {flow.AspectFunction, flow.AspectUsability},
	"降低仓储机器人运行噪音":  {flow.AspectPerformance, flow.AspectImprovement},
	"按部门分设账号权限":    {flow.AspectFunction},
	"报表按自定义口径导出":   {flow.AspectFunction, flow.AspectUpgrade},
	"显示屏在强光下看得清":   {flow.AspectUsability, flow.AspectAppearance},
	"设备用电量再降低":     {flow.AspectPerformance, flow.AspectImprovement},
	"说明书增加图示和外文版本": {flow.AspectUsability},
	"缩短上门维修等待时间":   {flow.AspectRepair, flow.AspectSpeed},
	"设专人对接售后":      {flow.AspectServiceQuality, flow.AspectConsulting},
	"夜间和周末也能报修":    {flow.AspectRepair, flow.AspectSpeed},
	"维修进度可以随时查询":   {flow.AspectRepair, flow.AspectServiceQuality},
	"新员工操作培训":      {flow.AspectTraining},
	"定期上门保养":       {flow.AspectRepair, flow.AspectServiceQuality},
	"投诉处理结果要有回音":   {flow.AspectAttitude, flow.AspectServiceQuality},
	"客服电话减少等待":     {flow.AspectSpeed, flow.AspectAttitude},
	"安装时间提前约定":     {flow.AspectServiceQuality},
	"回访不要过于频繁":     {flow.AspectAttitude},
	"报修时能发照片和视频":   {flow.AspectRepair},
	"批量采购价格分级":     {flow.AspectPriceRange},
	"延长付款账期":       {flow.AspectPriceChange},
	"发票信息自动带出":     {flow.AspectServiceQuality},
	"合同在线签署":       {flow.AspectServiceQuality, flow.AspectSpeed},
	"交货时间准时可靠":     {flow.AspectSpeed},
	"运输破损要改进包装":    {flow.AspectServiceQuality},
	"物流位置实时可见":     {flow.AspectServiceQuality},
	"退换货流程再简单些":    {flow.AspectSpeed, flow.AspectServiceQuality},
	"提供环保可回收包装":    {flow.AspectQuality, flow.AspectImprovement},
	"宣传资料与实物一致":    {flow.AspectBrand},
	"新品试用机会":       {flow.AspectPersonalized},
	"备件供应要有保证":     {flow.AspectQuality},
}

// What customers count on beside the need itself, and what a price does to them.
var (
	qualities  = []string{"一年内不出现同类故障。", "与现有设备兼容，不影响在用功能。", "达到合同附件的技术指标。"}
	deliveries = []string{"旺季开始前完成。", "分批进行，不影响营业。", "两个月内全部网点到位。"}
	afterSales = []string{"有专人跟进一个月。", "保修期顺延。", "提供现场培训和操作视频。"}
	impacts    = []string{"涨价超过百分之五会减少采购量。", "降价后愿意把试点扩大到全部门店。", "价格变动需总部重新审批，会推迟下单。"}
)

// detail adds what the customer told beside the words: what the need is about, in
// which phase of the service, what else they count on, and what it may cost.
func (s *story) detail(rng *rand.Rand, in *requirements.CreateInput) {
	in.Aspects = aspectsOf[s.need.title]
	switch s.need.category {
	case service:
		in.ServicePhase = new(pick(rng, []flow.ServicePhase{flow.ServicePreSale, flow.ServiceInSale, flow.ServiceAfterSale, flow.ServiceAfterSale}))
	case price:
		least := money.Amount(100_000 * (1 + rng.IntN(40)))
		most := least * 3 / 2
		in.Price = &requirements.PriceInput{
			Min: &least, Max: &most, Currency: new("CNY"), ChangeImpact: new(pick(rng, impacts)),
			Sensitivity: new(pick(rng, []flow.PriceSensitivity{flow.SensitivityHigh, flow.SensitivityMedium, flow.SensitivityLow})),
		}
	case product, other:
	}
	if rng.IntN(3) > 0 {
		in.Expectations = &requirements.ExpectationsInput{
			Quality: new(pick(rng, qualities)), Delivery: new(pick(rng, deliveries)), AfterSales: new(pick(rng, afterSales)),
		}
	}
	common := s.number%4 == 0
	in.CommonNeed = &common
}
