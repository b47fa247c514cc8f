/** The questions a person is to answer by UiPath's Apps guide 2023.10, "Validating the Configuration", in short. */
export const guideQuestions = [
  'Unable to connect: are the outgoing addresses allowed?',
  'Unable to connect: is the port of Orchestrator allowed?',
  'Unable to connect: is the URL right, with its port?',
  'Unable to connect: are the credentials right?',
  'Unable to connect: may the user list and run folders and processes?',
  'No or wrong processes: may the user read the folder of the processes?',
  'Error when invoking: are the outgoing addresses still allowed?',
  'Error when invoking: is the port still allowed?',
  'Error when invoking: does the user still exist?',
  'Error when invoking: has the user still the same credentials?',
  'Error when invoking: is the process, in the exact version, still in the same folder?',
  'Error when invoking: is RobotJS set up, and does it reach the robot?',
  'Error when invoking: was the process downloaded to the local robot?',
  'Error when invoking: may the user execute the process?',
] as const;
