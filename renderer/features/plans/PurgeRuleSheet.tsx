/** A purge the server is to go on with by itself: what the rule says, what it can't keep, and what was read back. */
import { useState } from 'react'
import type { Failure } from '../../../shared/failure.ts'
import { ownRulePrefix, purgeAsLifecycle, type LifecycleRule } from '../../../shared/model/lifecycle.ts'
import type { PurgeRule } from '../../../shared/model/plan.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { WayOn } from '../../components/WayOn.tsx'
import { refreshLifecycle, useLifecycle } from '../../data/lifecycle.ts'
import { failureFrom } from '../../failure.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { lifecycleWords as words, ruleSentences } from '../../strings/lifecycle.ts'
import { KeptRule, OfferedRule, type Written } from './RuleFacts.tsx'

type PurgeRuleSheetProps = {
  readonly place: PrefixRef
  readonly rule: PurgeRule
  /** To the form the rule came from. */
  readonly onBack: () => void
  readonly onClose: () => void
}

type Progress =
  | { readonly state: 'offered' | 'writing' }
  | { readonly state: 'written'; readonly written: Written }
  | { readonly state: 'refused'; readonly failure: Failure }

export function PurgeRuleSheet({ place, rule, onBack, onClose }: PurgeRuleSheetProps) {
  const strata = useStrata()
  const asked = useLifecycle(place)
  const [progress, setProgress] = useState<Progress>({ state: 'offered' })
  const rules = asked.data?.rules ?? null
  const own = rules?.find((each) => each.id.startsWith(ownRulePrefix) && each.prefix === place.prefix) ?? null
  const isSayable = !('obstacle' in purgeAsLifecycle(place.prefix, rule))
  const canWrite = progress.state === 'offered' && rules !== null && isSayable
  const write = async (): Promise<void> => {
    if (!(await isSure(strata, place, rule))) return
    setProgress({ state: 'writing' })
    setProgress(await written(strata, place, rule))
  }
  const remove = async (id: string): Promise<void> => {
    if (await removed(strata, place, id)) onBack()
  }
  return (
    <Sheet
      title={words.title}
      lead={progress.state === 'refused' || rules === null || !isSayable ? undefined : words.lead(place)}
      onClose={onClose}
      foot={
        <>
          {own === null || progress.state === 'writing' ? null : (
            <Button onPress={() => void remove(own.id)}>
              {progress.state === 'written' ? words.removeOwn : words.remove}
            </Button>
          )}
          <span className="push" />
          <WaysOut progress={progress} onBack={onBack} onClose={onClose} />
          {canWrite ? (
            <Button look="danger" onPress={() => void write()}>
              {words.write}
            </Button>
          ) : null}
        </>
      }
    >
      <Face
        place={place}
        rule={rule}
        own={own}
        rules={rules}
        progress={progress}
        failure={asked.error === null ? null : failureFrom(asked.error)}
        isLoading={asked.isPending}
        onRetry={() => {
          setProgress({ state: 'offered' })
          void asked.refetch()
        }}
      />
    </Sheet>
  )
}

type WaysOutProps = Pick<PurgeRuleSheetProps, 'onBack' | 'onClose'> & { readonly progress: Progress }

function WaysOut({ progress: { state }, onBack, onClose }: WaysOutProps) {
  if (state === 'written')
    return (
      <Button look="primary" onPress={onClose}>
        {words.close}
      </Button>
    )
  return (
    <Button isDisabled={state === 'writing'} onPress={onBack}>
      {words.back}
    </Button>
  )
}

type FaceProps = {
  readonly place: PrefixRef
  readonly rule: PurgeRule
  readonly own: LifecycleRule | null
  readonly rules: readonly LifecycleRule[] | null
  readonly progress: Progress
  readonly failure: Failure | null
  readonly isLoading: boolean
  readonly onRetry: () => void
}

function Face({ place, rule, own, rules, progress, failure, isLoading, onRetry }: FaceProps) {
  if (progress.state === 'written') return <KeptRule written={progress.written} />
  const problem = progress.state === 'refused' ? progress.failure : failure
  if (problem !== null)
    return (
      <FailureFace
        failure={problem}
        onRetry={onRetry}
        wayOn={<WayOn failure={problem} connectionId={place.connectionId} />}
      />
    )
  if (isLoading || progress.state === 'writing')
    return (
      <div className="rule-busy">
        <Spinner />
        {progress.state === 'writing' ? <p>{words.writing}</p> : null}
      </div>
    )
  if (rules === null)
    return (
      <div className="rule-none">
        <h3>{words.none}</h3>
        <p>{words.noneAdvice}</p>
      </div>
    )
  return <OfferedRule place={place} rule={rule} own={own} rules={rules} />
}

async function isSure({ sheets }: Strata, { prefix }: PrefixRef, rule: PurgeRule): Promise<boolean> {
  const said = purgeAsLifecycle(prefix, rule)
  if ('obstacle' in said) return false
  return sheets.ask({
    title: words.sureTitle,
    lines: [
      ...ruleSentences(said.terms),
      ...said.shortfalls.filter((each) => each === 'last-of-deleted').map(() => words.lastGoes(said.terms)),
    ],
    action: words.sureAction,
    destroys: true,
    typed: null,
  })
}

async function written(strata: Strata, place: PrefixRef, rule: PurgeRule): Promise<Progress> {
  try {
    const answer = await strata.api.buckets.writePurgeRule({ ...place, rule })
    return { state: 'written', written: answer }
  } catch (error) {
    return { state: 'refused', failure: failureFrom(error) }
  } finally {
    await refreshLifecycle(strata, place)
  }
}

async function removed(strata: Strata, { connectionId, bucket }: PrefixRef, id: string): Promise<boolean> {
  const { sheets, notices, api } = strata
  const yes = await sheets.ask({
    title: words.removeTitle,
    lines: words.removeLines,
    action: words.removeAction,
    destroys: false,
    typed: null,
  })
  if (!yes) return false
  try {
    await api.buckets.removePurgeRule({ connectionId, bucket, id })
    notices.tell({ text: words.removed })
    return true
  } catch (error) {
    notices.tellFailure(error)
    return false
  } finally {
    await refreshLifecycle(strata, { connectionId, bucket })
  }
}
