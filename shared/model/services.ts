/** What is known of each kind of S3 service before anybody asked it: presets for the connection form. */
import type { Service } from './connection.ts'

export type ServicePreset = {
  readonly service: Service
  readonly label: string
  /** `{region}` stands for the region; empty: the person types it. */
  readonly endpoint: string
  readonly regions: readonly string[]
  readonly region: string
  readonly pathStyle: boolean
  /** Where the keys are made, for people who look for them. */
  readonly keysPage: string
}

export const servicePresets: readonly ServicePreset[] = [
  {
    service: 'aws',
    label: 'Amazon S3',
    endpoint: 'https://s3.{region}.amazonaws.com',
    regions: [
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
      'ca-central-1',
      'eu-central-1',
      'eu-central-2',
      'eu-north-1',
      'eu-south-1',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'ap-east-1',
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
      'sa-east-1',
    ],
    region: 'us-east-1',
    pathStyle: false,
    keysPage: 'IAM › Users › Security credentials',
  },
  {
    service: 'digitalocean',
    label: 'DigitalOcean Spaces',
    endpoint: 'https://{region}.digitaloceanspaces.com',
    regions: ['nyc3', 'ams3', 'atl1', 'blr1', 'fra1', 'lon1', 'ric1', 'sfo2', 'sfo3', 'sgp1', 'syd1', 'tor1'],
    region: 'nyc3',
    pathStyle: false,
    keysPage: 'Spaces Object Storage › Access Keys',
  },
  {
    service: 'plusserver',
    label: 'plusserver (StorageGRID)',
    endpoint: 'https://s3.de-west-1.psmanaged.com',
    regions: [],
    region: 'us-east-1',
    pathStyle: true,
    keysPage: 'Tenant manager › S3 › My access keys',
  },
  {
    service: 'ceph',
    label: 'Ceph RADOS Gateway',
    endpoint: '',
    regions: [],
    region: 'default',
    pathStyle: true,
    keysPage: 'radosgw-admin user info',
  },
  {
    service: 'minio',
    label: 'MinIO',
    endpoint: '',
    regions: [],
    region: 'us-east-1',
    pathStyle: true,
    keysPage: 'Console › Access Keys',
  },
  {
    service: 'other',
    label: 'Another S3 server',
    endpoint: '',
    regions: [],
    region: 'us-east-1',
    pathStyle: true,
    keysPage: 'Your provider’s console',
  },
]

export function presetOf(service: Service): ServicePreset | null {
  return servicePresets.find((preset) => preset.service === service) ?? null
}

export const endpointOf = (preset: ServicePreset, region: string): string =>
  preset.endpoint.replace('{region}', region)
