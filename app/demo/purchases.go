package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/purchases"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/money"
)

// order is an order of the demo company, and what becomes of it.
type order struct {
	product string
	amount  money.Amount
	days    int // before now
	becomes flow.DeliveryState
	late    bool // past the promised time
	goes    flow.DeliveryExceptionType
	solved  string // how that was made good; "" with an exception that is open
	told    bool
	reason  string // of what was returned or cancelled
}

var orders = []order{
	{"智能门锁 二十把", 2_360_000, 96, flow.DeliveryDelivered, false, "", "", false, ""},
	{"冷柜温控器 六台", 1_188_000, 88, flow.DeliveryDelivered, true, flow.ExceptionDelay, "改用专车，次日送达", true, ""},
	{"收银终端 四台", 960_000, 74, flow.DeliveryDelivered, false, flow.ExceptionDamage, "当天换货，免收运费", true, ""},
	{"标签打印机 两台", 236_000, 61, flow.DeliveryReturned, false, flow.ExceptionWrongItem, "退回后补发正确型号", true, "型号发错"},
	{"离线收款模块", 420_000, 52, flow.DeliveryReturned, false, "", "", false, "与现有系统不兼容"},
	{"备用电池 五十块", 315_000, 45, flow.DeliveryDelivered, false, "", "", false, ""},
	{"手持扫码枪 十把", 278_000, 33, flow.DeliveryCancelled, false, flow.ExceptionLost, "承运方遗失，全额退款", true, "货物遗失，客户改购其他型号"},
	{"温度记录仪 三台", 149_000, 27, flow.DeliveryCancelled, false, "", "", false, "客户调整预算"},
	{"智能门锁 八把", 944_000, 19, flow.DeliveryShipped, false, "", "", false, ""},
	{"冷链监测套件", 1_530_000, 15, flow.DeliveryShipped, true, flow.ExceptionDelay, "", true, ""},
	{"收银终端 一台", 240_000, 9, flow.DeliveryShipped, false, flow.ExceptionDamage, "", false, ""},
	{"门店网关 三台", 570_000, 6, flow.DeliveryPlanned, false, "", "", false, ""},
	{"标签纸 二百卷", 88_000, 3, flow.DeliveryPlanned, false, "", "", false, ""},
}

// purchases writes the orders of the last months down, and what became of them. Each
// third customer orders again.
func (w *world) purchases(clients []*client, now time.Time) []*step {
	ours := slices.DeleteFunc(slices.Clone(clients), func(c *client) bool { return c.team != "sales" && c.team != "service" })
	var steps []*step
	for i, o := range orders {
		c, is := ours[i%(len(orders)/2)], new(ent.PurchaseRecord)
		at := now.AddDate(0, 0, -o.days).Add(-time.Hour)
		add := func(after time.Duration, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.PurchaseRecord, error)) {
			steps = append(steps, &step{at: at.Add(after), who: teams[c.team].maker, act: act, do: func(ctx context.Context, tx *ent.Tx) error {
				p, err := do(ctx, tx)
				if err == nil {
					*is = *p.Unwrap()
				}
				return err
			}})
		}
		promised := at.AddDate(0, 0, 7)
		if o.days < 12 || !o.late && o.becomes == flow.DeliveryShipped {
			promised = now.AddDate(0, 0, 4)
		}
		add(0, "order", func(ctx context.Context, tx *ent.Tx) (*ent.PurchaseRecord, error) {
			return purchases.Create(ctx, tx, purchases.CreateInput{
				CustomerID: c.id, OrderNo: fmt.Sprintf("SO-%s-%03d", at.In(w.config.Zone).Format("200601"), i+1), Product: o.product, Amount: o.amount,
				OrderedOn: at.In(w.config.Zone).Format(time.DateOnly), PromisedDeliveryAt: &promised,
			})
		})
		if o.becomes != flow.DeliveryPlanned && o.reason != "客户调整预算" {
			add(36*time.Hour, "ship", func(ctx context.Context, tx *ent.Tx) (*ent.PurchaseRecord, error) {
				return purchases.Ship(ctx, tx, purchases.ShipInput{ID: is.ID, ExpectedVersion: is.Version, TrackingRef: new(fmt.Sprintf("SF%08d", 10_000+i))})
			})
		}
		w.trouble(o, is, add)
		w.ending(o, is, add)
	}
	return until(steps, now)
}

type adding func(after time.Duration, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.PurchaseRecord, error))

// trouble is what goes wrong with a delivery.
func (w *world) trouble(o order, is *ent.PurchaseRecord, add adding) {
	if o.goes == "" {
		return
	}
	add(5*24*time.Hour, "report an exception", func(ctx context.Context, tx *ent.Tx) (*ent.PurchaseRecord, error) {
		return purchases.ReportException(ctx, tx, purchases.ExceptionReportInput{ID: is.ID, ExpectedVersion: is.Version, Type: o.goes})
	})
	if o.told {
		add(5*24*time.Hour+3*time.Hour, "tell of an exception", func(ctx context.Context, tx *ent.Tx) (*ent.PurchaseRecord, error) {
			return purchases.TellException(ctx, tx, purchases.ExceptionTellInput{ID: is.ID, ExpectedVersion: is.Version, Exception: 1, Channel: flow.ChannelPhone})
		})
	}
	if o.solved != "" {
		add(6*24*time.Hour, "make an exception good", func(ctx context.Context, tx *ent.Tx) (*ent.PurchaseRecord, error) {
			return purchases.ResolveException(ctx, tx, purchases.ExceptionResolveInput{ID: is.ID, ExpectedVersion: is.Version, Exception: 1, Solution: o.solved})
		})
	}
}

// ending is how a delivery ends.
func (w *world) ending(o order, is *ent.PurchaseRecord, add adding) {
	arrives := 6*24*time.Hour + 4*time.Hour
	if o.late {
		arrives = 9 * 24 * time.Hour
	}
	if o.becomes == flow.DeliveryDelivered || o.becomes == flow.DeliveryReturned {
		add(arrives, "deliver", func(ctx context.Context, tx *ent.Tx) (*ent.PurchaseRecord, error) {
			return purchases.Deliver(ctx, tx, purchases.DeliverInput{ID: is.ID, ExpectedVersion: is.Version})
		})
	}
	switch o.becomes {
	case flow.DeliveryReturned:
		add(arrives+48*time.Hour, "take back", func(ctx context.Context, tx *ent.Tx) (*ent.PurchaseRecord, error) {
			return purchases.Return(ctx, tx, purchases.ReturnInput{ID: is.ID, ExpectedVersion: is.Version, Reason: o.reason})
		})
	case flow.DeliveryCancelled:
		add(arrives+48*time.Hour, "cancel an order", func(ctx context.Context, tx *ent.Tx) (*ent.PurchaseRecord, error) {
			return purchases.Cancel(ctx, tx, purchases.CancelInput{ID: is.ID, ExpectedVersion: is.Version, Reason: o.reason})
		})
	case flow.DeliveryPlanned, flow.DeliveryShipped, flow.DeliveryDelivered:
	}
}
