/** Files on their way from the browser to Strata, before their upload is on the list or when it broke off. */
import { ArrowUpFromLine, RotateCw, X } from 'lucide-react'
import { IconButton } from '../../components/Button.tsx'
import type { Handover } from '../../state/transfers.ts'
import { handingOverLines, transferWords as words } from '../../strings/transfers.ts'
import { TransferLayout } from './TransferLayout.tsx'
import { fractionOf } from './fractionOf.ts'

export function HandoverLine({ handover }: { readonly handover: Handover }) {
  const { title, place, failure, counting, cancel, retry } = handover
  const progressFraction = fractionOf(handover)
  return (
    <li>
      <TransferLayout
        icon={<ArrowUpFromLine size={15} aria-label={words.up} />}
        title={title}
        place={place}
        lines={
          failure === null ? handingOverLines(handover) : { first: failure.message, second: failure.advice }
        }
        bar={
          failure === null
            ? { tone: 'running', progressFraction: counting ? null : progressFraction }
            : { tone: 'failed', progressFraction }
        }
        actions={
          <>
            {failure === null ? null : (
              <IconButton
                small
                label={words.retry(title)}
                icon={<RotateCw size={14} aria-hidden />}
                onPress={retry}
              />
            )}
            <IconButton
              small
              label={failure === null ? words.cancel(title) : words.remove(title)}
              icon={<X size={14} aria-hidden />}
              onPress={cancel}
            />
          </>
        }
      />
    </li>
  )
}
