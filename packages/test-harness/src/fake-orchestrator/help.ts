/** What `fake-orchestrator --help` prints. */
export const help = `A fake UiPath Orchestrator. Everything is in memory; it runs until SIGTERM, SIGINT or SIGHUP.

Usage: fake-orchestrator [flags]

  --port <0 to 65535>           port to listen on; default 0, which takes a free one
  --host <IP address>           address to listen on; default 127.0.0.1, in a container 0.0.0.0
  --tls <mode>                  speak HTTPS as localhost, with a certificate that is:
                                  ca                    good, from a CA of its own
                                  self-signed           signed by itself
                                  expired               over since yesterday
                                  not-yet-valid         good from tomorrow on
                                  wrong-host            for another host
                                  missing-intermediate  from an intermediate CA that is not sent along
  --seed <file.json>            what it holds at first; default: tenant Default, user admin with password
                                admin-password or token admin-personal-token, application an-application
                                with secret an-application-secret, and folders with processes and a robot each
  --manual                      jobs move only when the admin API or the API itself moves them; default: by themselves
  --job-ms <pending,running>    milliseconds that jobs are Pending, and then Running; default 300,1500
  --api-version <version>       version of the API; default 17. It can be
                                9 (2019.10), 11 (2020.10), 13 (2021.10), 15 (2022.10), 16 (2023.4),
                                17 (2023.10 to 2025.10) or 20 (Automation Cloud 2026)
  --subscriber-ca-file <file.pem>
                                CAs to trust for webhooks with an https URL, beside those that Node brings along
  -h, --help                    this text

When it is ready it prints one line of JSON: {"url": ..., "adminUrl": ..., "caFile": ...}. Clients connect to url.
With --tls, caFile is a PEM file with the certificate of its own CA, which is removed when it ends; else it is null.

The admin API is under adminUrl, which is <url>/__admin:
  GET journal, state, deliveries
  POST reset, clock/advance {ms}, jobs {releaseKey, input, username}, jobs/<key>/state {state, output, info},
       folders/renumber, folders/<key> {name, connectedRobots}, releases/<key>/version {version},
       releases/<key>/folder {path}, users/<tenant>/<username> {active, password, permissions, locked},
       tenants/<tenant>/licence {expired, endsAt}, maintenance {state}, faults {on, action, ...}
  PUT seed
  DELETE releases/<key>, folders/<key>, users/<tenant>/<username>, faults, faults/<id>

Maintenance has the state None, Draining (starts are refused with 503) or Suspended (all is, but /api/Status).

A fault has "on", which is "webhook" or such as "GET /odata/Jobs*", and an "action":
  on a route    status, html, reset, delay, truncate, slow-body, commit-then-drop, folder-renumber
  on a webhook  status, reset, delay, truncate, commit-then-drop, lose, double, reorder, unsigned;
                signed wrongly: sign-hex, sign-prefixed, sign-base64url, sign-sha1, sign-with-other-secret,
                sign-with-decoded-secret; changed on its way: reserialise, escape, add-newline, add-bom
It may have status, retryAfterS, delayMs (needed by delay), overMs (needed by slow-body), secret (needed by
sign-with-other-secret), probability, nth, times, seed.

A seed can have users with permissions and folders of their own, personalAccessTokens, oauthClients and several tenants.
An input that is wrong is answered with 400, and each field that is wrong is named.

Exit codes: 0 after a signal or this text, 1 when it cannot start, 2 for a wrong flag.
`;
