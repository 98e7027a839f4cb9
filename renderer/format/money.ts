/** Amounts of money for people. */

/** `$12.40`, `$1,240`, `less than $0.01`, `12.40 credits` where the currency is no real one. */
export function formatMoney(amount: number, currency: string): string {
  if (amount > 0 && amount < 0.01) return `less than ${formatMoney(0.01, currency)}`
  const digits = amount >= 1000 ? 0 : 2
  try {
    return new Intl.NumberFormat('en-GB', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(amount)
  } catch {
    // What is no code of a currency is a word behind the figure.
    return `${amount.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${currency}`
  }
}
