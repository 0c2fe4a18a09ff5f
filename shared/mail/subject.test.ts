import { describe, expect, it } from 'vitest'
import { baseSubject, isForwardSubject, isReplySubject } from './subject'

describe('subject without prefixes', () => {
  it.each([
    ['AW: Kündigung', 'Kündigung'],
    ['Re: AW: WG: Kündigung', 'Kündigung'],
    ['Re[2]: Offer', 'Offer'],
    ['AW (3): Angebot', 'Angebot'],
    ['[EXTERN] WG: Rechnung 4711', 'Rechnung 4711'],
    ['*EXTERNAL* FW: Invoice', 'Invoice'],
    ['TR : Votre commande', 'Votre commande'],
    ['RV: Pedido', 'Pedido'],
    ['I: Ordine', 'Ordine'],
    ['ENC: Pedido', 'Pedido'],
    ['PD: Zamówienie', 'Zamówienie'],
    ['Odp: Zamówienie', 'Zamówienie'],
    ['VB: Beställning', 'Beställning'],
    ['Redir.: Comandă', 'Comandă'],
    ['İLT: Sipariş', 'Sipariş'],
    ['转发：订单', '订单'],
    ['回复: 订单', '订单'],
    ['ＡＢＣ: bleibt', 'ＡＢＣ: bleibt'],
    ['Regarding: x', 'Regarding: x'],
    ['  Umbruch \r\n im  Betreff ', 'Umbruch im Betreff'],
  ])('%s', (subject, base) => expect(baseSubject(subject)).toBe(base))

  it('sees a forward behind gateway marks and tags', () => {
    expect(isForwardSubject('[EXTERN] [KD=10023] WG: Anfrage')).toBe(true)
    expect(isForwardSubject('[KD=10023] Anfrage')).toBe(false)
  })

  it('lets the outermost prefix decide', () => {
    expect([isForwardSubject('AW: WG: x'), isReplySubject('AW: WG: x')]).toEqual([false, true])
    expect([isForwardSubject('WG: AW: x'), isReplySubject('WG: AW: x')]).toEqual([true, false])
  })

  it('takes any flood of prefixes and blanks', () => {
    expect(baseSubject(`WG${'\t'.repeat(54_000)}: x`).length).toBeLessThan(2_001)
    expect(baseSubject('Re: '.repeat(100_000)).length).toBeLessThan(2_001)
  })
})
