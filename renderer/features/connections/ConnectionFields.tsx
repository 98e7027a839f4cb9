/** The fields of a connection, in the order people have them at hand. */
import { parseBucketUrl } from '../../../shared/model/bucketUrl.ts'
import { serviceSchema } from '../../../shared/model/connection.ts'
import { presetOf, servicePresets } from '../../../shared/model/services.ts'
import { CheckInput, ChoiceInput, TextInput } from '../../components/Field.tsx'
import { SuggestInput } from '../../components/SuggestInput.tsx'
import { connectionWords as words, filledIn } from '../../strings/connections.ts'
import { More } from './More.tsx'
import {
  withAddress,
  withEndpoint,
  withName,
  withRegion,
  withService,
  type ConnectionForm,
  type FormField,
} from './connectionForm.ts'

export type FieldsProps = {
  readonly form: ConnectionForm
  readonly problems: Partial<Record<FormField, string>>
  readonly onChange: (form: ConnectionForm) => void
  /** The secret is what is missing: the cursor goes there. */
  readonly secretFirst: boolean
}

const services = servicePresets.map(({ service, label }) => ({ id: service, label }))

export function ConnectionFields(props: FieldsProps) {
  return (
    <>
      <WhereFields {...props} />
      <WhoFields {...props} />
      <OneBucketFields {...props} />
      <MoreFields {...props} />
    </>
  )
}

function WhereFields({ form, problems, onChange }: FieldsProps) {
  return (
    <>
      <ChoiceInput
        label={words.service}
        value={form.service}
        choices={services}
        onChange={(id) => onChange(withService(form, serviceSchema.parse(id)))}
      />
      <SuggestInput
        label={words.region}
        value={form.region}
        suggestions={presetOf(form.service)?.regions ?? []}
        problem={problems.region ?? null}
        onChange={(region) => onChange(withRegion(form, region))}
      />
      <div
        onPaste={(event) => {
          const text = event.clipboardData.getData('text')
          if (parseBucketUrl(text) === null) return
          event.preventDefault()
          onChange(withAddress(form, text))
        }}
      >
        <TextInput
          label={words.endpoint}
          mono
          value={form.endpoint}
          placeholder="https://s3.example.com"
          problem={problems.endpoint ?? null}
          help={form.taken === null ? undefined : filledIn(form.taken)}
          onChange={(endpoint) => onChange(withEndpoint(form, endpoint))}
          onBlur={() => onChange(withAddress(form, form.endpoint))}
        />
      </div>
    </>
  )
}

function WhoFields({ form, problems, onChange, secretFirst }: FieldsProps) {
  const keysPage = presetOf(form.service)?.keysPage ?? ''
  return (
    <>
      <TextInput
        label={words.accessKey}
        mono
        value={form.accessKeyId}
        help={form.accessKeyId === '' && keysPage !== '' ? words.keysPage(keysPage) : undefined}
        problem={problems.accessKeyId ?? null}
        onChange={(accessKeyId) => onChange({ ...form, accessKeyId })}
      />
      <TextInput
        label={words.secret}
        type="password"
        autoFocus={secretFirst}
        value={form.secret}
        help={form.secretKept && form.secret === '' ? words.secretKept : undefined}
        problem={problems.secretAccessKey ?? null}
        onChange={(secret) => onChange({ ...form, secret })}
      />
      <TextInput
        label={words.name}
        value={form.name}
        problem={problems.name ?? null}
        onChange={(name) => onChange(withName(form, name))}
      />
    </>
  )
}

function OneBucketFields({ form, onChange }: FieldsProps) {
  return (
    // A pasted bucket opens it, so that nobody overlooks what was filled in.
    <More key={String(form.taken?.bucket)} title={words.oneBucket} isOpen={form.bucket !== ''}>
      <TextInput
        label={words.bucket}
        mono
        value={form.bucket}
        onChange={(bucket) => onChange({ ...form, bucket })}
      />
      <TextInput
        label={words.prefix}
        mono
        value={form.prefix}
        help={words.prefixHelp}
        onChange={(prefix) => onChange({ ...form, prefix })}
      />
    </More>
  )
}

function MoreFields({ form, onChange }: FieldsProps) {
  return (
    <More title={words.more} isOpen={false}>
      <CheckInput
        label={words.pathStyle}
        help={words.pathStyleHelp}
        isOn={form.pathStyle}
        onChange={(pathStyle) => onChange({ ...form, pathStyle })}
      />
      <TextInput
        label={words.sessionToken}
        type="password"
        value={form.sessionToken}
        help={words.sessionTokenHelp}
        onChange={(sessionToken) => onChange({ ...form, sessionToken })}
      />
    </More>
  )
}
