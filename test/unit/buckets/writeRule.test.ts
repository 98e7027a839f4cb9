import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { ownRuleId } from '../../../electron/buckets/lifecycleRule.ts'
import { removeRule, writeRule, type RulesPlace } from '../../../electron/buckets/writeRule.ts'
import { readLifecycle } from '../../../electron/s3/lifecycle.ts'
import { FailureError, type Failure } from '../../../shared/failure.ts'
import type { LifecycleRule } from '../../../shared/model/lifecycle.ts'
import { startFakeS3 } from '../../support/fakeS3.ts'

/** A server that keeps lifecycle rules, and what it does to them on the way. */
type Fake = {
  rules: string
  readonly asked: string[]
  /** What becomes of a text that is sent. */
  keep: (sent: string) => string
  /** null: as usual. */
  answer: (method: string) => string | null
}

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

async function fakeServer(rules = ''): Promise<{ fake: Fake; place: RulesPlace }> {
  const fake: Fake = { rules, asked: [], keep: (sent) => sent, answer: () => null }
  const { server, close } = await startFakeS3((request, response) => {
    void text(request).then((sent) => {
      const method = request.method ?? ''
      fake.asked.push(method)
      const odd = fake.answer(method)
      if (odd !== null) return response.end(odd)
      if (method === 'PUT') fake.rules = fake.keep(/<Rule>.*<\/Rule>/s.exec(sent)?.[0] ?? '')
      if (method === 'DELETE') fake.rules = ''
      if (method !== 'GET') return response.end()
      if (fake.rules !== '')
        return response.end(`<LifecycleConfiguration>${fake.rules}</LifecycleConfiguration>`)
      return response
        .writeHead(404)
        .end('<Error><Code>NoSuchLifecycleConfiguration</Code><Message></Message></Error>')
    })
  })
  open.push(close)
  return { fake, place: { server, bucket: 'bucket' } }
}

const rule: LifecycleRule = {
  id: ownRuleId('a/'),
  prefix: 'a/',
  isOn: true,
  noncurrentDays: 30,
  keepNoncurrent: 2,
  orphanMarkers: true,
  others: [],
}
const foreign = '<Rule><ID>x</ID><Filter/><Status>Enabled</Status><Odd><Thing>1</Thing></Odd></Rule>'
const never = new AbortController().signal

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work
  } catch (error) {
    if (error instanceof FailureError) return error.failure
    throw error
  }
  throw new Error('it succeeded')
}

describe('a lifecycle rule', () => {
  it('is on the server switched off before it is switched on, and others stay letter for letter', async () => {
    const { fake, place } = await fakeServer(foreign)
    const states: string[] = []
    fake.keep = (sent) => {
      states.push(/strata.*<Status>(\w+)</s.exec(sent)?.[1] ?? '')
      return sent
    }
    expect(await writeRule(place, rule, never)).toEqual({ rule, differences: [] })
    expect(states).toEqual(['Disabled', 'Enabled'])
    expect(fake.rules).toContain(foreign)
    await removeRule(place, rule.id, never)
    expect(fake.rules).toBe(foreign)
    expect(fake.asked).not.toContain('DELETE')
  })

  it('that loses its protection is never switched on', async () => {
    const { fake, place } = await fakeServer()
    let wasOn = false
    fake.keep = (sent) => {
      wasOn ||= sent.includes('Enabled')
      return sent.replace(/<NewerNoncurrentVersions>.*<\/NewerNoncurrentVersions>/, '')
    }
    expect((await failureOf(writeRule(place, rule, never))).reason).toBe('protection-dropped')
    expect(wasOn).toBe(false)
    expect(fake.rules).toBe('')
  })

  it('that does less stays, and it is told', async () => {
    const { fake, place } = await fakeServer()
    fake.keep = (sent) => sent.replace(/<Expiration>.*<\/Expiration>/, '')
    expect(await writeRule(place, rule, never)).toEqual({
      rule: { ...rule, orphanMarkers: false },
      differences: ['keeps-markers'],
    })
  })

  it('never costs others theirs: a server that damages them gets them back', async () => {
    const { fake, place } = await fakeServer(foreign)
    let damages = 1
    fake.keep = (sent) => ((damages -= 1) >= 0 ? sent.replace('<Thing>1</Thing>', '') : sent)
    const failure = await failureOf(writeRule(place, rule, never))
    expect(failure.reason).toBe('other-rules-changed')
    expect(failure.message).toContain('(x)')
    expect(fake.rules).toBe(foreign)
  })

  it('and when even that is refused, it is said', async () => {
    const { fake, place } = await fakeServer(foreign)
    fake.keep = (sent) => sent.replace('<Thing>1</Thing>', '')
    const failure = await failureOf(writeRule(place, rule, never))
    expect(failure.reason).toBe('not-put-back')
    expect(failure.advice).toContain(rule.id)
  })

  it('gives way to somebody who wrote at the same moment', async () => {
    const { fake, place } = await fakeServer(foreign)
    const theirs = foreign.replace('<ID>x</ID>', '<ID>y</ID>')
    fake.keep = () => theirs
    expect((await failureOf(writeRule(place, rule, never))).reason).toBe('changed-meanwhile')
    expect(fake.rules).toBe(theirs)
  })

  it('of which the answer was lost is taken back all the same', async () => {
    const { fake, place } = await fakeServer(foreign)
    let puts = 0
    fake.answer = (method) => {
      if (method === 'PUT') puts += 1
      return method === 'GET' && puts === 2 && fake.rules.includes('Enabled</Status><Exp') ? '<Broken' : null
    }
    expect((await failureOf(writeRule(place, rule, never))).reason).toBe('not-put-back')
    fake.answer = () => null
    await removeRule(place, rule.id, never)
    expect(fake.rules).toBe(foreign)
  })

  it('that the server forgets is said to be', async () => {
    const { fake, place } = await fakeServer()
    fake.keep = () => ''
    expect((await failureOf(writeRule(place, rule, never))).reason).toBe('rule-not-kept')
  })

  it('is not asked of a server that takes the question for a listing, nor is anything deleted there', async () => {
    const { fake, place } = await fakeServer()
    fake.answer = () => '<ListBucketResult><Name>bucket</Name></ListBucketResult>'
    expect((await failureOf(readLifecycle(place.server, 'bucket', { signal: never }))).reason).toBe(
      'no-lifecycle',
    )
    expect((await failureOf(writeRule(place, rule, never))).reason).toBe('no-lifecycle')
    expect((await failureOf(removeRule(place, rule.id, never))).reason).toBe('no-lifecycle')
    expect(fake.asked.every((method) => method === 'GET')).toBe(true)
  })
})
