/** What the connection's server was found to do, since when, and the way to have it learned anew. */
import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert, CircleHelp } from 'lucide-react'
import { Button } from '../../components/Button.tsx'
import { useStrata } from '../../strata.ts'
import { stepStates } from '../../strings/connections.ts'
import { abilitiesOf, abilityWords as words, type Ability } from '../../strings/serverAbilities.ts'
import { More } from './More.tsx'

const icons = {
  ok: <Check size={14} aria-hidden />,
  warning: <CircleAlert size={14} aria-hidden />,
  unknown: <CircleHelp size={14} aria-hidden />,
}

export function ServerAbilities({ connectionId }: { readonly connectionId: string }) {
  const { api, notices } = useStrata()
  const { data, refetch } = useQuery({
    queryKey: ['capabilities', connectionId],
    queryFn: ({ signal }) => api.connections.capabilities({ connectionId }, { signal }),
    gcTime: 0,
    staleTime: 0,
  })
  const forget = async (): Promise<void> => {
    await api.connections.forgetCapabilities({ connectionId }).catch(notices.tellFailure)
    await refetch()
  }
  if (data === undefined) return null
  return (
    <More title={words.title} isOpen={false}>
      <div className="abilities">
        {data.learnedMs === 0 ? (
          <p className="abilities-date">{words.nothing}</p>
        ) : (
          <>
            <p className="abilities-date">{words.learned(data.learnedMs)}</p>
            <ul className="test-steps" aria-label={words.label}>
              {abilitiesOf(data).map((ability) => (
                <AbilityLine key={ability.name} ability={ability} />
              ))}
            </ul>
            <Button onPress={() => void forget()}>{words.forget}</Button>
          </>
        )}
      </div>
    </More>
  )
}

function AbilityLine({ ability: { state, title, detail } }: { readonly ability: Ability }) {
  return (
    <li className={state}>
      {icons[state]}
      <span>
        <b>{title}</b> <span className="visually-hidden">({stepStates[state]})</span>
        {detail === '' ? null : <span className="test-detail"> {detail}</span>}
      </span>
    </li>
  )
}
