import { sessionHours } from '../../server/guard/access.ts'
import { useWords } from '../messages/use-words.ts'

interface SignInPageProps {
  /** The address to go to afterwards, on this server. */
  readonly to: string
  /** Whether a key was given that is not good. */
  readonly refused: boolean
}

/** Asks for a key. */
export function SignInPage({ to, refused }: SignInPageProps) {
  const { say } = useWords()
  return (
    <div class="message sign-in">
      <h1>{say('sign-in.title')}</h1>
      <p>{say('sign-in.why')}</p>
      <form method="post" action="/sign-in">
        <input type="hidden" name="to" value={to} />
        <label for="key">{say('sign-in.key')}</label>
        <input
          id="key"
          name="key"
          type="password"
          autocomplete="current-password"
          spellcheck={false}
          maxlength={200}
          required
          aria-invalid={refused ? 'true' : undefined}
          aria-describedby={refused ? 'key-refused' : 'key-cookie'}
        />
        {refused && (
          <p id="key-refused" class="problem" role="alert">
            {say('sign-in.refused')}
          </p>
        )}
        <button type="submit">{say('sign-in.send')}</button>
      </form>
      <p id="key-cookie">{say('sign-in.cookie', { hours: sessionHours })}</p>
    </div>
  )
}

/** Says that there is nothing to do here, or lets a browser out. */
export function SignedInPage({ isIn }: { readonly isIn: boolean }) {
  const { say } = useWords()
  return (
    <div class="message sign-in">
      <h1>{say(isIn ? 'sign-in.is-in' : 'sign-in.needless')}</h1>
      {isIn && (
        <form method="post" action="/sign-in">
          <button type="submit" name="out" value="1">
            {say('sign-in.out')}
          </button>
        </form>
      )}
      <p>
        <a href="/">{say('message.ask')}</a>
      </p>
    </div>
  )
}
