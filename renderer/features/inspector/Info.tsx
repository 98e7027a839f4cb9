/** What the server tells of a version, each fact to be copied. */
import { Copy } from 'lucide-react'
import type { Facts } from '../../../shared/model/facts.ts'
import { IconButton } from '../../components/Button.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import type { useInspected } from '../../data/objects.ts'
import { failureFrom } from '../../failure.ts'
import { exactBytes } from '../../format/bytes.ts'
import { formatDate, formatUtc } from '../../format/times.ts'
import { useStrata } from '../../strata.ts'
import { factNames as names, inspectorWords as words } from '../../strings/inspector.ts'
import './facts.css'

type Fact = readonly [name: string, value: string | null]

export function Info({
  inspected: { data, error },
}: {
  readonly inspected: ReturnType<typeof useInspected>
}) {
  if (error !== null) return <p className="timeline-note">{failureFrom(error).message}</p>
  if (data === undefined) return <Spinner />
  const { facts } = data
  return (
    <div className="facts">
      <Group title={words.object} facts={objectFacts(facts)} />
      <Group title={words.headers} facts={headerFacts(facts)} />
      <Group title={words.metadata} facts={Object.entries(facts.metadata)} empty={words.noMetadata} />
    </div>
  )
}

const timeOf = (ms: number | null): string | null => (ms === null ? null : formatDate(ms))
const yes = (is: boolean): string | null => (is ? names.yes : null)

const objectFacts = (facts: Facts): readonly Fact[] => [
  [names.key, facts.key],
  [names.versionId, facts.versionId],
  [names.size, exactBytes(facts.sizeBytes)],
  [names.modified, timeOf(facts.modifiedMs)],
  [names.modifiedUtc, facts.modifiedMs === null ? null : formatUtc(facts.modifiedMs)],
  [names.etag, facts.etag],
  [names.storageClass, facts.storageClass ?? 'STANDARD'],
  [names.encryption, facts.encryption],
  [names.encryptionKeyId, facts.encryptionKeyId],
  [names.customerKey, yes(facts.customerKey)],
  [names.lock, facts.lockMode],
  [names.lockedUntil, timeOf(facts.lockedUntilMs)],
  [names.legalHold, yes(facts.legalHold)],
  [names.retrieval, facts.retrieval],
  [names.replication, facts.replication],
]

const headerFacts = (facts: Facts): readonly Fact[] => [
  [names.contentType, facts.contentType],
  [names.cacheControl, facts.cacheControl],
  [names.contentDisposition, facts.contentDisposition],
  [names.contentEncoding, facts.contentEncoding],
  [names.contentLanguage, facts.contentLanguage],
  [names.expires, facts.expires],
  [names.websiteRedirect, facts.websiteRedirect],
]

type GroupProps = { readonly title: string; readonly facts: readonly Fact[]; readonly empty?: string }

function Group({ title, facts, empty }: GroupProps) {
  const known = facts.filter(([, value]) => value !== null)
  if (known.length === 0 && empty === undefined) return null
  return (
    <section>
      <h3>{title}</h3>
      {known.length === 0 ? <p className="facts-empty">{empty}</p> : null}
      <dl>
        {known.map(([name, value]) => (
          <FactLine key={name} name={name} value={value ?? ''} />
        ))}
      </dl>
    </section>
  )
}

function FactLine({ name, value }: { readonly name: string; readonly value: string }) {
  const { notices } = useStrata()
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className="fact-value">{value}</span>
        <IconButton
          small
          label={words.copyValue(name)}
          icon={<Copy size={12} aria-hidden />}
          onPress={() => {
            navigator.clipboard.writeText(value).catch(notices.tellFailure)
          }}
        />
      </dd>
    </div>
  )
}
