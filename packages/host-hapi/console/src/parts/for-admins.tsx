import { Screen } from './screen.js';

/** What a screen is to whoever may not use it. */
export function ForAdmins() {
  return (
    <Screen title="For admins">
      <p class="notice">
        This takes a key of scope admin. Sign out, and in again with one, or ask whoever runs Cuelight.
      </p>
    </Screen>
  );
}
