/** The single values among the options of an upload. */
import { ChoiceInput, TextInput } from '../../components/Field.tsx'
import { SuggestInput } from '../../components/SuggestInput.tsx'
import { optionProblems, optionWords as words, type OptionProblem } from '../../strings/uploadOptions.ts'
import type { FormProblems, UploadForm } from './uploadForm.ts'

type OptionFieldsProps = {
  readonly form: UploadForm
  readonly problems: FormProblems
  readonly onChange: (form: UploadForm) => void
}

const storageClasses = [
  'STANDARD',
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ONEZONE_IA',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
]
const contentTypes = [
  'application/octet-stream',
  'application/json',
  'application/pdf',
  'image/jpeg',
  'image/png',
  'text/css; charset=utf-8',
  'text/html; charset=utf-8',
  'text/plain; charset=utf-8',
  'video/mp4',
]
const cacheControls = ['no-cache', 'no-store', 'max-age=3600', 'public, max-age=31536000, immutable']
const acls = ['usual', 'private', 'public-read', 'bucket-owner-full-control'] as const
const encryptions = ['usual', 'AES256', 'aws:kms'] as const

const sentence = (problem: OptionProblem | undefined): string | null =>
  problem === undefined ? null : optionProblems[problem]

export function HeaderFields({ form, problems, onChange }: OptionFieldsProps) {
  return (
    <>
      <SuggestInput
        label={words.storageClass}
        placeholder={words.usualClass}
        suggestions={storageClasses}
        value={form.storageClass}
        help={words.classHelp}
        problem={sentence(problems.storageClass)}
        onChange={(storageClass) => onChange({ ...form, storageClass })}
      />
      <SuggestInput
        label={words.contentType}
        placeholder={words.usualType}
        suggestions={contentTypes}
        value={form.contentType}
        problem={sentence(problems.contentType)}
        onChange={(contentType) => onChange({ ...form, contentType })}
      />
      <SuggestInput
        label={words.cacheControl}
        placeholder={words.usualCache}
        suggestions={cacheControls}
        value={form.cacheControl}
        problem={sentence(problems.cacheControl)}
        onChange={(cacheControl) => onChange({ ...form, cacheControl })}
      />
    </>
  )
}

export function AccessFields({ form, problems, onChange }: OptionFieldsProps) {
  return (
    <>
      <ChoiceInput
        label={words.acl}
        value={form.acl}
        choices={acls.map((id) => ({ id, label: words.acls[id] }))}
        help={form.acl === 'public-read' ? words.publicHelp : undefined}
        onChange={(chosen) => onChange({ ...form, acl: acls.find((id) => id === chosen) ?? 'usual' })}
      />
      <ChoiceInput
        label={words.encryption}
        value={form.encryption}
        choices={encryptions.map((id) => ({ id, label: words.encryptions[id] }))}
        onChange={(chosen) =>
          onChange({ ...form, encryption: encryptions.find((id) => id === chosen) ?? 'usual' })
        }
      />
      {form.encryption === 'aws:kms' ? (
        <TextInput
          label={words.keyId}
          mono
          placeholder={words.usualKey}
          value={form.keyId}
          problem={sentence(problems.keyId)}
          onChange={(keyId) => onChange({ ...form, keyId })}
        />
      ) : null}
    </>
  )
}
