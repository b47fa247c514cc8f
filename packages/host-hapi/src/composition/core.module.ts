import { type CuelightOptions, createCuelight } from '@cuelight/core';
import { ContainerModule } from 'inversify';
import { tokens } from './tokens.js';

/** The core over all its ports. */
export function coreModule(options: CuelightOptions): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.options).toConstantValue(options);
    bind(tokens.cuelight).toResolvedValue(
      (
        connections,
        apps,
        apiKeys,
        processReferences,
        auditLog,
        secrets,
        serviceSecrets,
        sessions,
        directory,
        jobs,
        webhooks,
        probe,
        inspection,
        certificateAuthorities,
        keyedHash,
        clock,
        randomness,
        notices,
        hosts,
        options,
      ) =>
        createCuelight(
          {
            connections,
            apps,
            apiKeys,
            processReferences,
            auditLog,
            secrets,
            serviceSecrets,
            sessions,
            directory,
            jobs,
            webhooks,
            probe,
            inspection,
            certificateAuthorities,
            keyedHash,
            clock,
            randomness,
            notices,
            hosts,
          },
          options,
        ),
      [
        tokens.connections,
        tokens.apps,
        tokens.apiKeys,
        tokens.processReferences,
        tokens.auditLog,
        tokens.secrets,
        tokens.serviceSecrets,
        tokens.sessions,
        tokens.directory,
        tokens.jobs,
        tokens.webhooks,
        tokens.probe,
        tokens.inspection,
        tokens.certificateAuthorities,
        tokens.keyedHash,
        tokens.clock,
        tokens.randomness,
        tokens.notices,
        tokens.hosts,
        tokens.options,
      ],
    );
  });
}
