/** Words about buckets and their versioning. */
import type { Versioning, VersioningState, bucketNameProblem } from '../../shared/model/bucket.ts'
import { formatTime } from '../format/times.ts'

type NameProblem = NonNullable<ReturnType<typeof bucketNameProblem>>

export const bucketWords = {
  newTitle: 'New bucket',
  newLead: (connection: string) => `It is made on “${connection}”.`,
  newBucket: 'New Bucket…',
  name: 'Name',
  nameHelp: '3 to 63 lower-case letters, digits, dots and hyphens. It can’t be changed later.',
  keepVersions: 'Keep every version',
  keepVersionsHelp:
    'What is overwritten or deleted can be brought back. Every version takes room and is billed as a whole file.',
  create: 'Create bucket',
  cancel: 'Cancel',
  created: (name: string) => `The bucket “${name}” is made.`,
  versioning: 'Versioning…',
  versioningTitle: (name: string) => `Versioning of “${name}”`,
  close: 'Close',
  enable: 'Keep every version',
  suspend: 'Suspend versioning…',
  suspendTitle: (name: string) => `Suspend versioning of “${name}”?`,
  suspendLines: [
    'Versions that exist now are kept and stay restorable.',
    'But from then on an overwrite destroys what was written while versioning is suspended, and a delete of it is final.',
  ],
  suspendAction: 'Suspend versioning',
  nowEnabled: (name: string) => `“${name}” now keeps every version. The server confirmed it.`,
  nowSuspended: (name: string) => `Versioning of “${name}” is suspended. The server confirmed it.`,
  notTaken: (name: string) =>
    `The server took the order for “${name}” but still says something else. Look again in a moment.`,
  mfaDelete:
    'MFA delete is on: destroying a version, and changing this, needs a one-time code, which Strata can’t give. Deleting with a marker still works.',
  objectLockOn:
    'Object lock is on: versions can be protected against being destroyed, and versioning can’t be suspended.',
  objectLockOff: 'Object lock is off.',
  objectLockUnknown: 'Whether object lock is on, this server does not tell.',
  settling: (untilMs: number) =>
    `Versioning was switched on a moment ago. Until about ${formatTime(untilMs)} parts of the server may not know it yet: an overwrite might not keep the version before it.`,
  open: 'Open',
  copyName: 'Copy Bucket Name',
  loading: 'Listing buckets…',
  refreshBuckets: 'List Buckets Anew',
  noBuckets: 'No buckets yet',
} as const

export const nameProblems: Readonly<Record<NameProblem, string>> = {
  'too-short': 'At least 3 characters.',
  'too-long': 'At most 63 characters.',
  'bad-character': 'Only lower-case letters, digits, dots and hyphens.',
  'bad-edge': 'It must begin and end with a letter or a digit.',
  'double-dot': 'Two dots can’t stand side by side.',
  'dot-dash': 'A dot and a hyphen can’t stand side by side.',
  'looks-like-ip': 'It may not look like an IP address.',
  reserved: 'Names with this beginning or end are reserved by S3.',
}

/** One or two words behind a bucket's name. */
export const stateLabels: Readonly<Record<VersioningState, string>> = {
  enabled: 'versioned',
  suspended: 'suspended',
  never: 'not versioned',
  forbidden: 'unknown',
  unsupported: 'no versions',
}

const stateSentences: Readonly<Record<VersioningState, string>> = {
  enabled: 'Every version is kept: what is overwritten or deleted can be brought back.',
  suspended:
    'Versioning is suspended. Versions from before are kept, but what is written now is destroyed by the next overwrite, and deleting it is final.',
  never: 'No versions are kept: an overwrite or a delete is final.',
  forbidden: 'This key is not allowed to ask whether versions are kept.',
  unsupported: 'This server keeps no versions: an overwrite or a delete is final.',
}

export const stateSentence = ({ state }: Versioning): string => stateSentences[state]

export const whatEnablingMeans = [
  'From then on nothing is lost by an overwrite or a delete: the version before is kept and can be brought back.',
  'Every version takes room and is billed as a whole file. It can be suspended later, but never taken back.',
  'The server may need up to 15 minutes until it holds everywhere.',
] as const
