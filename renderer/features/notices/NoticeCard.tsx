/** One notice: what happened, more sentences about it, and what can be done now. */
import { Check, CircleAlert, TriangleAlert, X } from 'lucide-react'
import { IconButton, Button } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { failureDetails } from '../../components/FailureFace.tsx'
import { Name } from '../../components/Name.tsx'
import type { Notice } from '../../state/notices.ts'
import { failureWords } from '../../strings/failures.ts'
import { noticeWords as words } from '../../strings/notices.ts'

type NoticeCardProps = { readonly notice: Notice; readonly onDismiss: () => void }

const icons = { plain: Check, warn: TriangleAlert, bad: CircleAlert } as const

export function NoticeCard({ notice, onDismiss }: NoticeCardProps) {
  const { tone, text, details, failure, action } = notice
  const Icon = icons[tone]
  return (
    <div className={`notice ${tone}`}>
      <Icon size={15} aria-hidden />
      <div className="notice-words">
        <p>
          <Name text={text} />
        </p>
        {details.map((detail) => (
          <p key={detail} className="notice-detail">
            <Name text={detail} />
          </p>
        ))}
        {action === null && failure === null ? null : (
          <div className="notice-actions">
            {action === null ? null : (
              <Button
                small
                onPress={() => {
                  onDismiss()
                  action.run()
                }}
              >
                {action.label}
              </Button>
            )}
            {failure === null ? null : (
              <CopyButton small label={failureWords.copyDetails} text={failureDetails(failure)} />
            )}
          </div>
        )}
      </div>
      <IconButton small label={words.dismiss} icon={<X size={13} aria-hidden />} onPress={onDismiss} />
    </div>
  )
}
