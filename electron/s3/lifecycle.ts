/** A bucket's lifecycle configuration: read, written whole, taken away. */
import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  type PutBucketLifecycleConfigurationCommandInput,
  type PutBucketLifecycleConfigurationCommandOutput,
  type TransitionDefaultMinimumObjectSize,
} from '@aws-sdk/client-s3'
import type { SerializeMiddleware } from '@smithy/types'
import { FailureError, failed } from '../../shared/failure.ts'
import { contentMd5 } from './contentMd5.ts'
import { lifecycleXml, parseLifecycle, type StoredRule } from './lifecycleXml.ts'
import { sendForAnswer } from './rawXml.ts'
import type { RequestOptions, S3Server } from './server.ts'

export type Lifecycle = {
  /** In the server's order. */
  readonly rules: readonly StoredRule[]
  /** AWS keeps this beside the rules, and forgets it when it isn't sent along. */
  readonly smallestMoved: TransitionDefaultMinimumObjectSize | null
}

/**
 * One request. No configuration is an empty one. Failures: access-denied; `unsupported` also where the server doesn't
 * know the question and answers with a listing.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html
 */
export async function readLifecycle(
  server: S3Server,
  bucket: string,
  options: RequestOptions,
): Promise<Lifecycle> {
  try {
    const command = new GetBucketLifecycleConfigurationCommand({ Bucket: bucket })
    const { xml, answer } = await sendForAnswer(server, command, options)
    if (xml.includes('<ListBucketResult')) throw noLifecycle(server)
    return { rules: parseLifecycle(xml), smallestMoved: answer.TransitionDefaultMinimumObjectSize ?? null }
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    const { code, server: said } = error.failure
    if (said?.code === 'NoSuchLifecycleConfiguration') return { rules: [], smallestMoved: null }
    throw code === 'unsupported' ? noLifecycle(server, error) : error
  }
}

const noLifecycle = ({ host }: S3Server, cause?: FailureError): FailureError =>
  failed(
    {
      code: 'unsupported',
      reason: 'no-lifecycle',
      message: `${host} keeps no lifecycle rules.`,
      advice: 'Purge by hand from time to time.',
      server: cause?.failure.server ?? null,
    },
    { cause },
  )

/**
 * Replaces all rules by these texts; at least one. Failures: access-denied, and what the server says of rules that it
 * doesn't take.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
 */
export async function writeLifecycle(
  server: S3Server,
  bucket: string,
  { rules, smallestMoved }: { readonly rules: readonly string[] } & Pick<Lifecycle, 'smallestMoved'>,
  options: RequestOptions,
): Promise<void> {
  const command = new PutBucketLifecycleConfigurationCommand({
    Bucket: bucket,
    LifecycleConfiguration: { Rules: [] },
    ...(smallestMoved === null ? {} : { TransitionDefaultMinimumObjectSize: smallestMoved }),
  })
  const body = lifecycleXml(rules)
  // The SDK would leave out of other people's rules what it doesn't know.
  const asTheyAre: SerializeMiddleware<
    PutBucketLifecycleConfigurationCommandInput,
    PutBucketLifecycleConfigurationCommandOutput
  > = (next) => (args) => {
    Object.assign(args.request ?? {}, { body })
    return next(args)
  }
  command.middlewareStack.addRelativeTo(asTheyAre, {
    relation: 'after',
    toMiddleware: 'serializerMiddleware',
    name: 'rulesAsTheyAre',
  })
  contentMd5(command)
  await server.send(command, options)
}

/**
 * Takes all rules away. Only after readLifecycle told of rules: a server that doesn't know the question might take it
 * for the order to delete the bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html
 */
export async function deleteLifecycle(
  server: S3Server,
  bucket: string,
  options: RequestOptions,
): Promise<void> {
  await server.send(new DeleteBucketLifecycleCommand({ Bucket: bucket }), options)
}
