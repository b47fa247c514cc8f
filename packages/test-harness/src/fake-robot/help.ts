/** What `fake-robot --help` prints. */
export const help = `A fake UiPath Robot: the local listeners to which RobotJS (@uipath/robot 1.3.1) speaks, on loopback alone.
Everything is in memory; it runs until SIGTERM, SIGINT or SIGHUP.

Usage: fake-robot [flags]

  --port <0 to 65535>         port where pages ask first, the SDK's settings.portNumber; default 0, which takes a free
                              one. RobotJS looks at 2323 unless a page says otherwise
  --consent <mode>            what becomes of the code that a page shows:
                                approve  the user consents at once (default)
                                ask      nothing, until the control approves or rejects it; after 60 s it times out
                                reject   the user refuses at once
  --features <features>       what the listener says it can do: all (default), none, unsaid (as an old listener), or some of
                              JobStatus_LongPolling, InstallProcess, UseGivenJobId, InternalArguments, ClientMessage
  --allow <origin,origin>     origins that need no consent, such as https://app.example.com
  --forbid <origin,origin>    origins that are refused; * stands for every one
  --seed <file.json>          what it can run: {"processes": [{"name": ...}]}; default: the processes of the fake Orchestrator's
                              default seed, of which PostInvoices is not downloaded yet and BrokenImport faults
  --manual                    jobs move only when the control moves them; default: by themselves
  --job-ms <running>          milliseconds that jobs run; default 1500
  -h, --help                  this text

When it is ready it prints one line of JSON: {"port": ..., "controlUrl": ...}.

The control is under controlUrl, on a port of its own, and refuses pages in a browser:
  GET journal, state, codes, jobs
  POST codes/<code>/approve, codes/<code>/reject, tokens/expire, jobs/<id>/state {state, output, error},
       jobs/<id>/status {text}, jobs/<id>/event {name, payload}, connections/drop, session/move,
       stop {what: discovery|session|robot}, start {forgetJobs}, clock/advance {ms}, faults {on, action, ...}, reset
  PUT consent {mode}, origins {allowed, forbidden}, features {features}
  DELETE faults, faults/<id>

The state of a job is Executing, Closed, Canceled or Faulted.
A fault has "on", such as "GET /JobStatus" or "consent" (a request for the port that carries a code), and an "action":
  status, html, hang, reset, delay, truncate, commit-then-drop, no-cors, unexposed, move-session,
  stop-discovery, stop-session, stop-robot, missing-port, missing-job-id, string-state, null-status, string-error,
  null-output
It may have status, error (a text), delayMs (needed by delay), probability, nth, times, seed.

Exit codes: 0 after a signal or this text, 1 when it cannot start, 2 for a wrong flag.
`;
