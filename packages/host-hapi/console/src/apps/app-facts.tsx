import { Fact } from '../parts/fact.js';
import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';
import type { AppView } from './read-app.js';

/** What an app was made with. */
export function AppFacts({ app }: Pick<NonNullable<AppView['forAdmins']>, 'app'>) {
  const { origins, createdAt, id } = app;
  return (
    <dl class="facts">
      <Fact of="Web pages">
        {origins.length === 0 ? (
          'None calls the service itself: it has no origins.'
        ) : (
          <>
            Of <Name>{origins.join(', ')}</Name>
          </>
        )}
      </Fact>
      <Fact of="Made">
        <Moment at={createdAt} />
      </Fact>
      <Fact of="Id">
        <code>{id}</code>
      </Fact>
    </dl>
  );
}
