import type { Tracing } from '../server/observe/tracing.ts'
import { ownVersion } from '../server/own-version.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Spans, where the standard variables of OpenTelemetry ask for them: nothing is loaded or sent otherwise.
 * What is wrong with them is told and never keeps the server from starting, as the specification asks.
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export async function startTracing(
  environment: Environment,
  onNotice: (line: string) => void,
): Promise<Tracing | undefined> {
  const why = whyNot(environment)
  if (why !== undefined) {
    if (why) onNotice(`No spans are sent: ${why}.`)
    return undefined
  }
  const { createTracing } = await import('../server/observe/tracing.ts')
  return createTracing({ version: await ownVersion(), onNotice })
}

/** Why there are no spans; empty where nobody asks for them, undefined where there are. */
function whyNot(environment: Environment): string | undefined {
  // An empty variable is as good as none.
  const given = (name: string): string => (environment[name] ?? '').trim()
  const either = (signal: string, all: string): [string, string] =>
    given(signal) ? [signal, given(signal)] : [all, given(all)]
  if (given('OTEL_SDK_DISABLED').toLowerCase() === 'true') return ''
  const exporter = given('OTEL_TRACES_EXPORTER')
  const [name, endpoint] = either(
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  )
  if (exporter === 'none' || (exporter === '' && endpoint === '')) return ''
  if (exporter !== '' && exporter !== 'otlp') {
    return `OTEL_TRACES_EXPORTER is "${exporter}": otlp and none are known`
  }
  if (endpoint !== '' && !/^https?:$/.test(protocolOf(endpoint))) {
    return `${name} must be an address such as http://127.0.0.1:4318`
  }
  const [which, protocol] = either(
    'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL',
    'OTEL_EXPORTER_OTLP_PROTOCOL',
  )
  // JSON goes to the same addresses as protobuf, and every collector takes both.
  if (['', 'http/json', 'http/protobuf'].includes(protocol)) return undefined
  return `${which} is "${protocol}": they go over http/json`
}

function protocolOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : ''
}
