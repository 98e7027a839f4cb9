/** What can go wrong before a server answers, from the codes of Node's sockets, DNS and TLS. */
import { failureOf, type Failure } from '../../shared/failure.ts'

type Words = { readonly reason: string; readonly message: (host: string) => string; readonly advice: string }

const unknownHost: Words = {
  reason: 'unknown-host',
  message: (host) => `There is no server called ${host}, or this computer is offline.`,
  advice: 'Check the endpoint for a typing mistake, and your network.',
}
const refused: Words = {
  reason: 'refused',
  message: (host) => `${host} can be found, but nothing answers there.`,
  advice: 'Check the port, and that the server is running.',
}
const noRoute: Words = {
  reason: 'no-route',
  message: (host) => `There is no way to ${host} from this network.`,
  advice: 'Check your network, VPN or firewall.',
}
const timedOut: Words = {
  reason: 'timeout',
  message: (host) => `${host} did not answer in time.`,
  advice: 'Check your network, VPN or firewall, then try again.',
}
const lost: Words = {
  reason: 'connection-lost',
  message: (host) => `The connection to ${host} was lost.`,
  advice: 'Try again when the network is back.',
}
const untrusted: Words = {
  reason: 'tls-untrusted',
  message: (host) => `The certificate of ${host} is not signed by an authority this computer trusts.`,
  advice:
    'If this is your own server, add its certificate authority to this computer. Strata never skips the check.',
}
const wrongName: Words = {
  reason: 'tls-wrong-name',
  message: (host) => `The certificate that answered was made for another server than ${host}.`,
  advice: 'Check the endpoint; for bucket names with dots, switch on path style.',
}
const tlsExpired: Words = {
  reason: 'tls-expired',
  message: (host) => `The certificate of ${host} is not valid today.`,
  advice: 'Check this computer’s clock; otherwise the server’s certificate must be renewed.',
}
const notTls: Words = {
  reason: 'tls-protocol',
  message: (host) => `${host} does not speak https on this port.`,
  advice: 'Check the port, or use http:// if this server really has no encryption.',
}

const wordsByCode: ReadonlyMap<string, Words> = new Map([
  ['ENOTFOUND', unknownHost],
  ['EAI_AGAIN', unknownHost],
  ['EAI_FAIL', unknownHost],
  ['ECONNREFUSED', refused],
  ['EHOSTUNREACH', noRoute],
  ['ENETUNREACH', noRoute],
  ['ENETDOWN', noRoute],
  ['EADDRNOTAVAIL', noRoute],
  ['ETIMEDOUT', timedOut],
  ['ESOCKETTIMEDOUT', timedOut],
  ['TimeoutError', timedOut],
  ['ECONNRESET', lost],
  ['EPIPE', lost],
  ['ECONNABORTED', lost],
  ['ERR_STREAM_PREMATURE_CLOSE', lost],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', untrusted],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['CERT_UNTRUSTED', untrusted],
  ['CERT_REVOKED', untrusted],
  ['ERR_TLS_CERT_ALTNAME_INVALID', wrongName],
  ['CERT_HAS_EXPIRED', tlsExpired],
  ['CERT_NOT_YET_VALID', tlsExpired],
  ['EPROTO', notTls],
  ['ERR_SSL_WRONG_VERSION_NUMBER', notTls],
])

/** The failure behind a socket, DNS or TLS error code; null when it is no such code. */
export function networkFailure(code: string, host: string): Failure | null {
  const words = wordsByCode.get(code)
  if (words === undefined) return null
  const tls = words.reason.startsWith('tls') || words.reason === 'unknown-host'
  return failureOf({
    code: 'offline',
    reason: words.reason,
    message: words.message(host),
    advice: words.advice,
    wayOn: tls ? 'edit-connection' : 'retry',
  })
}
