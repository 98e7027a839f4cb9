/** The connection form as plain data: how one field follows another, and what is wrong with it. */
import { parseBucketUrl, type BucketAddress } from '../../../shared/model/bucketUrl.ts'
import {
  connectionDraftSchema,
  type Connection,
  type ConnectionDraft,
  type Service,
} from '../../../shared/model/connection.ts'
import { endpointOf, presetOf } from '../../../shared/model/services.ts'
import { connectionProblems, suggestedName } from '../../strings/connections.ts'

export type ConnectionForm = {
  readonly id: string | null
  readonly service: Service
  readonly region: string
  readonly endpoint: string
  readonly pathStyle: boolean
  readonly accessKeyId: string
  readonly secret: string
  readonly sessionToken: string
  readonly bucket: string
  readonly prefix: string
  readonly name: string
  /** The name follows the other fields until a person wrote one. */
  readonly ownName: boolean
  /** A secret is stored: an empty field keeps it. */
  readonly secretKept: boolean
  /** What was taken from a pasted address; null: nothing was. */
  readonly taken: BucketAddress | null
}

export type FormField = keyof typeof connectionProblems

const emptyForm = {
  id: null,
  accessKeyId: '',
  secret: '',
  sessionToken: '',
  bucket: '',
  prefix: '',
  ownName: false,
  secretKept: false,
  taken: null,
} as const

export const newForm = (): ConnectionForm =>
  withService({ ...emptyForm, service: 'aws', region: '', endpoint: '', pathStyle: false, name: '' }, 'aws')

export function formOf({ bucket, secretPlace, builtIn: _builtIn, ...kept }: Connection): ConnectionForm {
  return {
    ...emptyForm,
    ...kept,
    bucket: bucket ?? '',
    ownName: true,
    secretKept: secretPlace !== 'missing',
  }
}

const named = (form: ConnectionForm): ConnectionForm =>
  form.ownName ? form : { ...form, name: suggestedName(form.service, form.endpoint, form.region) }

export function withService(form: ConnectionForm, service: Service): ConnectionForm {
  const preset = presetOf(service)
  if (preset === null) return form
  const { region, pathStyle } = preset
  return named({ ...form, service, region, pathStyle, endpoint: endpointOf(preset, region), taken: null })
}

/** The endpoint follows the region as long as it is the one the service has for its regions. */
export function withRegion(form: ConnectionForm, region: string): ConnectionForm {
  const preset = presetOf(form.service)
  const follows = preset !== null && form.endpoint === endpointOf(preset, form.region)
  return named({ ...form, region, endpoint: follows ? endpointOf(preset, region) : form.endpoint })
}

/** As typed; see `withAddress` for what is taken from it once it is whole. */
export const withEndpoint = (form: ConnectionForm, endpoint: string): ConnectionForm =>
  named({ ...form, endpoint, taken: null })

/** Takes an address apart into the fields it speaks of. An own server keeps its service and region. */
export function withAddress(form: ConnectionForm, text: string): ConnectionForm {
  const address = parseBucketUrl(text)
  if (address === null || address.endpoint === text.trim()) return named({ ...form, endpoint: text.trim() })
  const known = address.service !== 'other'
  const ownServer = presetOf(form.service)?.endpoint === '' ? form.service : address.service
  const { endpoint, bucket, prefix } = address
  const service = known ? address.service : ownServer
  const region = known || form.region === '' ? address.region : form.region
  const pathStyle = known ? address.pathStyle : true
  const taken = bucket === null && !known ? null : { ...address, service, region }
  return named({
    ...form,
    service,
    region,
    pathStyle,
    endpoint,
    bucket: bucket ?? form.bucket,
    prefix,
    taken,
  })
}

export const withName = (form: ConnectionForm, name: string): ConnectionForm => ({
  ...form,
  name,
  ownName: name !== '',
})

function draftFields(form: ConnectionForm): ConnectionDraft {
  const { id, service, region, endpoint, pathStyle, accessKeyId, prefix, name } = form
  const orNull = (text: string): string | null => (text === '' ? null : text)
  return {
    id,
    name,
    service,
    region,
    endpoint: endpoint.replace(/\/+$/, ''),
    pathStyle,
    accessKeyId,
    prefix,
    bucket: orNull(form.bucket.trim()),
    secretAccessKey: orNull(form.secret.trim()),
    sessionToken: orNull(form.sessionToken.trim()),
  }
}

export type Checked =
  | { readonly draft: ConnectionDraft; readonly problems: null }
  | { readonly draft: null; readonly problems: Partial<Record<FormField, string>> }

const isFormField = (name: unknown): name is FormField =>
  typeof name === 'string' && Object.hasOwn(connectionProblems, name)

/** A draft the main process will take, or what is wrong, by field. */
export function checked(form: ConnectionForm): Checked {
  const parsed = connectionDraftSchema.safeParse(draftFields(form))
  const wrong = (parsed.error?.issues ?? []).flatMap(({ path: [field] }) =>
    isFormField(field) ? [field] : [],
  )
  if (form.secret.trim() === '' && !form.secretKept) wrong.push('secretAccessKey')
  if (parsed.success && wrong.length === 0) return { draft: parsed.data, problems: null }
  return {
    draft: null,
    problems: Object.fromEntries(wrong.map((field) => [field, connectionProblems[field]])),
  }
}
