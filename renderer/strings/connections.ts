/** Words of the connection sheet and of everything about connections. */
import type { TestStep } from '../../shared/model/connectionTest.ts'
import { presetOf } from '../../shared/model/services.ts'
import type { Service } from '../../shared/model/connection.ts'
import type { BucketAddress } from '../../shared/model/bucketUrl.ts'

export const connectionWords = {
  newTitle: 'New connection',
  editTitle: (name: string) => `Connection “${name}”`,
  inKeychain: 'The secret is kept in this computer’s keychain and never leaves Strata’s main process.',
  forSession:
    'This computer has no keychain that Strata can use: the secret is forgotten when Strata ends, and asked for again.',
  secretMissing: 'Its secret is not known any more. Enter it again to go on.',
  service: 'Service',
  region: 'Region',
  endpoint: 'Endpoint',
  accessKey: 'Access key',
  secret: 'Secret',
  secretKept: 'Leave it empty to keep the one that is stored.',
  sessionToken: 'Session token',
  sessionTokenHelp: 'Only for temporary keys.',
  name: 'Name',
  bucket: 'Bucket',
  prefix: 'Folder',
  prefixHelp: 'Only this part of the bucket is shown. Ends with a slash: reports/2026/',
  pathStyle: 'Bucket in the path, not in the host name (path style)',
  pathStyleHelp: 'Most own servers need it. Amazon and DigitalOcean do not.',
  oneBucket: 'This key may not list buckets',
  more: 'Path style and session token',
  keysPage: (where: string) => `Found under: ${where}`,
  test: 'Test',
  testAgain: 'Test again',
  stop: 'Stop',
  connect: 'Connect',
  save: 'Save',
  saveAnyway: 'Save anyway',
  cancel: 'Cancel',
  forget: 'Forget…',
  testLabel: 'What the test found',
  edit: 'Edit Connection…',
  forgetTitle: (name: string) => `Forget “${name}”?`,
  forgetLines: (name: string, hasSecret: boolean) => [
    `Strata forgets the address, the access key${hasSecret ? ', the secret' : ''} and the favourites of “${name}”.`,
    'Nothing on the server changes: its buckets, files and versions stay as they are.',
  ],
  forgetAction: 'Forget connection',
  forgotten: (name: string) => `“${name}” is forgotten. Nothing on the server changed.`,
} as const

export const connectionProblems = {
  name: 'Give it a name, at most 100 characters.',
  endpoint: 'An address is needed here, such as https://s3.example.com, without a path.',
  region: 'A region is needed; own servers mostly take us-east-1 or default.',
  accessKeyId: 'The access key is missing.',
  secretAccessKey: 'The secret is missing.',
} as const

/** What a pasted address filled in, so that nobody wonders. */
export function filledIn({ service, region, bucket, prefix }: BucketAddress): string {
  const parts = [
    presetOf(service)?.label ?? '',
    `region ${region}`,
    bucket === null ? '' : `bucket ${bucket}`,
    prefix === '' ? '' : `folder ${prefix}`,
  ]
  return `Taken from what you pasted: ${parts.filter((part) => part !== '').join(', ')}.`
}

/** A name nobody has to think of. */
export function suggestedName(service: Service, endpoint: string, region: string): string {
  if (service === 'aws') return `Amazon · ${region}`
  if (service === 'digitalocean') return `Spaces · ${region}`
  const host = endpoint.replace(/^https?:\/\//, '')
  return host === '' ? '' : host
}

type Ends = { readonly good: string; readonly bad: string }

const stepEnds: Readonly<Record<TestStep['step'], Ends>> = {
  reach: { good: 'Reached the server', bad: 'Can’t reach the server' },
  'sign-in': { good: 'Signed in', bad: 'Can’t sign in' },
  'list-buckets': { good: 'Lists buckets', bad: 'Can’t list buckets' },
  'list-objects': { good: 'Lists files', bad: 'Can’t list files' },
  'read-versions': { good: 'Reads earlier versions', bad: 'Can’t read earlier versions' },
  write: { good: 'Writes', bad: 'Can’t write' },
}

export function stepTitle({ step, state }: TestStep): string {
  switch (state) {
    case 'running':
      return 'Trying…'
    case 'ok':
      return stepEnds[step].good
    case 'warning':
      return step === 'list-buckets' ? stepEnds[step].bad : stepEnds[step].good
    case 'failed':
      return stepEnds[step].bad
    case 'unknown':
      return step === 'write' ? 'Writing and deleting' : stepEnds[step].good
  }
}

export const stepStates: Readonly<Record<TestStep['state'], string>> = {
  running: 'running',
  ok: 'works',
  warning: 'mind this',
  failed: 'failed',
  unknown: 'not tried',
}
