import { age } from '../parts/age.js';
import { Confirmed } from '../parts/confirmed.js';
import { Fact } from '../parts/fact.js';
import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';
import { type MasterKey, secretsInWords } from './words.js';

/** One master key: whether it seals, since when, what it opens, who has it, and rotating to it. */
export function MasterKeyCard({
  masterKey,
  allHosts,
  isLeftHalfDone,
  onRotate,
}: {
  readonly masterKey: MasterKey;
  readonly allHosts: readonly string[];
  /** Another key than the one that seals still opens secrets. */
  readonly isLeftHalfDone: boolean;
  /** Absent while a rotation runs. */
  onRotate?(): unknown;
}) {
  const { id, isSealing, sealingSince, secrets, hosts, isOnEveryHost } = masterKey;
  const rotateTo = [
    <span key="do">{isSealing ? 'Finish rotating to ' : 'Rotate to '}</span>,
    <Name key="id">{id}</Name>,
  ];
  const without = allHosts.filter((host) => !hosts.includes(host));
  const [look, word] = isSealing ? ['pass', 'seals'] : secrets > 0 ? ['warn', 'only opens'] : ['other', 'not in use'];
  return (
    <li class="card">
      <h3>
        Key <Name>{id}</Name> <span class={`badge badge-${look}`}>{word}</span>
      </h3>
      <dl class="facts">
        <Fact of="Opens">{secretsInWords(secrets)}</Fact>
        {(isSealing || sealingSince !== undefined) && (
          <Fact of="Began to seal">
            {sealingSince === undefined ? (
              'Nobody noted it: before this version of Cuelight'
            ) : (
              <>
                {age(Date.now() - Date.parse(sealingSince))} ago, <Moment at={sealingSince} />
              </>
            )}
          </Fact>
        )}
        <Fact of="Hosts">
          {isOnEveryHost ? (
            'Every host has it'
          ) : (
            <>
              Missing on: <Name>{without.join('; ') || 'this host'}</Name>
            </>
          )}
        </Fact>
      </dl>
      {!isSealing && !isOnEveryHost && <p>Before it can seal, add it to every host and restart each.</p>}
      {onRotate && isOnEveryHost && (!isSealing || isLeftHalfDone) && (
        <div class="actions">
          <Confirmed
            label={rotateTo}
            confirm={rotateTo}
            warning="From then on this key seals, and every stored secret is made to need it. The services go on meanwhile."
            onConfirm={onRotate}
          />
        </div>
      )}
    </li>
  );
}
