/** The key of the job in these rows. */
export const jobKey = '1c7222dc-416f-4c60-9b17-88262c91768f';

/** A job as Orchestrator shows it right after its start. */
export const pending = {
  Key: jobKey,
  StartTime: null,
  EndTime: null,
  State: 'Pending',
  Info: null,
  CreationTime: '2024-03-05T10:00:00.1234567Z',
  Type: 'Unattended',
  OutputArguments: null,
  Release: null,
  ReleaseVersionId: 2001,
  Reference: 'cl1.app.key.body',
  Id: 125161,
};

/** The same job after its end. */
export const successful = {
  ...pending,
  StartTime: '2024-03-05T10:00:04.33Z',
  EndTime: '2024-03-05T10:02:11.907Z',
  State: 'Successful',
  Info: 'Job completed',
  OutputArguments: '{"out_Count":3}',
};
