/** What a gigabyte costs a month, by storage class: examples at first, a person's own afterwards. */
import { useState } from 'react'
import { withPrice } from '../../../shared/model/prices.ts'
import type { ClassTotals } from '../../../shared/model/usage.ts'
import { Button } from '../../components/Button.tsx'
import { TextInput } from '../../components/Field.tsx'
import { formatBytes } from '../../format/bytes.ts'
import { storageWords as words } from '../../strings/storage.ts'
import { bytesOfClass, usualClass } from './cost.ts'
import type { Prices as PricesOf } from './usePrices.ts'
import './prices.css'

type PricesProps = { readonly prices: PricesOf; readonly classes: readonly ClassTotals[] }

export function Prices({ prices, classes }: PricesProps) {
  const { table, service, areExamples, change } = prices
  const priced = table.prices.filter((price) => price.service === service)
  const here = classes.map(({ storageClass }) => storageClass ?? usualClass)
  const names = [...new Set([...here, ...priced.map(({ storageClass }) => storageClass), usualClass])]
  const bytesOf = (name: string): number =>
    classes
      .filter(({ storageClass }) => (storageClass ?? usualClass) === name)
      .reduce((sum, each) => sum + bytesOfClass(each), 0)
  return (
    <div className="prices">
      <p className="usage-lead">{words.pricesLead}</p>
      <Committed
        label={words.currency}
        value={table.currency}
        parse={(text) => (text.trim() === '' || text.trim().length > 8 ? undefined : text.trim())}
        onCommit={(currency) => change({ ...table, currency })}
      />
      {names.map((storageClass) => {
        const price = priced.find((each) => each.storageClass === storageClass)
        const bytes = bytesOf(storageClass)
        return (
          <Committed
            key={storageClass}
            label={words.pricePer(storageClass)}
            value={price === undefined ? '' : String(price.perGigabyteMonth)}
            help={bytes === 0 ? undefined : words.lieHere(formatBytes(bytes))}
            parse={parsePrice}
            onCommit={(value) => change(withPrice(table, { service, storageClass }, value))}
          />
        )
      })}
      <p className="prices-foot">
        <span>
          {!areExamples ? words.ownPrices : priced.length === 0 ? words.noExamples : words.examples}
        </span>
        {areExamples ? null : (
          <Button small onPress={() => change(null)}>
            {words.reset}
          </Button>
        )}
      </p>
    </div>
  )
}

/** null: no price; undefined: it is none. */
function parsePrice(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const price = Number(text.trim().replace(',', '.'))
  return Number.isFinite(price) && price >= 0 && price <= 1_000_000 ? price : undefined
}

type CommittedProps<T> = {
  readonly label: string
  readonly value: string
  readonly help?: string | undefined
  /** undefined: it can't be taken. */
  readonly parse: (text: string) => T | undefined
  readonly onCommit: (value: T) => void
}

/** A field that counts when it is left, so that half a number is never kept. */
function Committed<T>({ label, value, help, parse, onCommit }: CommittedProps<T>) {
  const [typed, setTyped] = useState<string | null>(null)
  const parsed = typed === null ? undefined : parse(typed)
  const isBad = typed !== null && parsed === undefined
  const commit = (): void => {
    if (typed !== null && typed !== value && parsed !== undefined) onCommit(parsed)
    if (!isBad) setTyped(null)
  }
  return (
    <TextInput
      label={label}
      value={typed ?? value}
      help={help}
      problem={isBad ? words.badPrice : null}
      onChange={setTyped}
      onBlur={commit}
    />
  )
}
