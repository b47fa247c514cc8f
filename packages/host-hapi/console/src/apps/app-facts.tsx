import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';
import type { AppView } from './read-app.js';

/** What an app was made with. */
export function AppFacts({ app }: Pick<NonNullable<AppView['forAdmins']>, 'app'>) {
  const { origins, createdAt, id } = app;
  return (
    <dl class="facts">
      <div>
        <dt>Web pages</dt>
        <dd>
          {origins.length === 0 ? (
            'None calls the service itself: it has no origins.'
          ) : (
            <>
              Of <Name>{origins.join(', ')}</Name>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>Made</dt>
        <dd>
          <Moment at={createdAt} />
        </dd>
      </div>
      <div>
        <dt>Id</dt>
        <dd>
          <code>{id}</code>
        </dd>
      </div>
    </dl>
  );
}
