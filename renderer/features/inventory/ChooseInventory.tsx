/** Which inventory: its address, and what was found there. */
import { useRef, useState } from 'react'
import type { Failure } from '../../../shared/failure.ts'
import type { InventoryFound } from '../../../shared/model/inventory.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { ChoiceInput, TextInput } from '../../components/Field.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { failureFrom } from '../../failure.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { foundFacts, foundNotes, inventoryWords as words, madeWords } from '../../strings/inventory.ts'

type Looked =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'found'; readonly found: InventoryFound }

/** What is typed, what was found there, and the ways on. */
export function useChosenInventory({ connectionId, bucket }: BucketRef, onBegun: () => void) {
  const { api, notices } = useStrata()
  const [from, setFrom] = useState(connectionId)
  const [address, setAddress] = useState('')
  const [looked, setLooked] = useState<Looked>({ kind: 'not-yet' })
  const [beginning, setBeginning] = useState(false)
  const asked = useRef(0)
  const look = async (): Promise<void> => {
    const turn = ++asked.current
    const tell = (next: Looked): void => {
      if (turn === asked.current) setLooked(next)
    }
    tell({ kind: 'looking' })
    try {
      tell({ kind: 'found', found: await api.inventory.look({ connectionId, bucket, from, address }) })
    } catch (error) {
      tell({ kind: 'failed', failure: failureFrom(error) })
    }
  }
  const fill = async ({ manifest }: InventoryFound): Promise<void> => {
    setBeginning(true)
    try {
      await api.inventory.begin({ connectionId, bucket, manifest })
      onBegun()
    } catch (error) {
      notices.tellFailure(error)
    } finally {
      setBeginning(false)
    }
  }
  const change = (set: (value: string) => void) => (value: string) => {
    asked.current += 1
    setLooked({ kind: 'not-yet' })
    set(value)
  }
  return {
    from,
    address,
    looked,
    beginning,
    setFrom: change(setFrom),
    setAddress: change(setAddress),
    look: () => void look(),
    fill: (found: InventoryFound) => void fill(found),
  }
}

type Chosen = ReturnType<typeof useChosenInventory>

export function ChooseInventory({ chosen }: { readonly chosen: Chosen }) {
  const connections = useStore(useStrata().connections) ?? []
  const { from, address, looked } = chosen
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (address.trim() !== '') chosen.look()
      }}
    >
      {connections.length < 2 ? null : (
        <ChoiceInput
          label={words.connection}
          value={from}
          onChange={chosen.setFrom}
          choices={connections.map(({ id, name }) => ({ id, label: name }))}
        />
      )}
      <TextInput
        label={words.address}
        mono
        autoFocus
        value={address}
        placeholder={words.placeholder}
        help={words.addressHelp}
        problem={looked.kind === 'failed' ? `${looked.failure.message} ${looked.failure.advice}` : null}
        onChange={chosen.setAddress}
      />
      <input type="submit" hidden />
      {looked.kind === 'looking' ? <Spinner label={words.looking} /> : null}
      {looked.kind === 'found' ? <Found found={looked.found} /> : null}
    </form>
  )
}

function Found({ found }: { readonly found: InventoryFound }) {
  const [nowMs] = useState(Date.now)
  const notes = found.knowsMore ? [words.wouldAddNothing] : foundNotes(found, nowMs)
  return (
    <section className="inventory-found" role="status">
      <h3>{madeWords(found, nowMs)}</h3>
      <p>{foundFacts(found)}</p>
      <p className="mono">
        {found.manifest.bucket}/{found.manifest.key}
      </p>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  )
}

export function ChooseFoot({ chosen, onClose }: { readonly chosen: Chosen; readonly onClose: () => void }) {
  const { looked, address, beginning } = chosen
  return (
    <>
      <span className="push" />
      <Button onPress={onClose}>{words.close}</Button>
      {looked.kind === 'found' ? (
        <Button
          look="primary"
          isDisabled={beginning || looked.found.knowsMore}
          onPress={() => chosen.fill(looked.found)}
        >
          {words.fill}
        </Button>
      ) : (
        <Button
          look="primary"
          isDisabled={address.trim() === '' || looked.kind === 'looking'}
          onPress={chosen.look}
        >
          {words.look}
        </Button>
      )}
    </>
  )
}
