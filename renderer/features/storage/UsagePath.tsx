/** The way from the bucket to the folder that is added up, each step a press. */
import { ChevronRight } from 'lucide-react'
import { ancestorPrefixes, nameOf } from '../../../shared/key.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { BucketIcon } from '../../components/BucketIcon.tsx'
import { Name } from '../../components/Name.tsx'
import { frameWords } from '../../strings/frame.ts'
import { storageWords as words } from '../../strings/storage.ts'
import './usagePath.css'

type UsagePathProps = {
  readonly root: PrefixRef
  readonly here: PrefixRef
  readonly onOpen: (prefix: string) => void
}

export function UsagePath({ root, here, onOpen }: UsagePathProps) {
  const folders = ancestorPrefixes(here.prefix).filter((prefix) => prefix.length > root.prefix.length)
  return (
    <nav className="usage-path" aria-label={words.path}>
      <ol>
        {[root.prefix, ...folders].map((prefix) => (
          <li key={prefix}>
            {prefix === root.prefix ? <BucketIcon /> : <ChevronRight size={13} aria-hidden />}
            <button
              type="button"
              {...(prefix === here.prefix ? { 'aria-current': 'location' as const } : {})}
              onClick={() => onOpen(prefix)}
            >
              <Name text={prefix === root.prefix ? root.bucket : nameOf(prefix) || frameWords.noName} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
