package dev.gitsync.cli;

import dev.gitsync.adapters.dynamodb.DynamoKeyRegister;
import dev.gitsync.flows.port.ApiKeys.Grant;
import picocli.CommandLine;

/** Issues a key: itself alone to standard output, once, so that a script can take it from there. */
record NewKey(CommandLine line) {

  int issue(DynamoKeyRegister register, Grant grant) {
    ApiKey key = ApiKey.random();
    register.add(key.hash(), grant);
    line.getErr()
        .printf(
            """
            Workspace    %s
            User         %s
            Fingerprint  %s
            The key follows. Put it in a safe place: only its hash is kept here.
            """,
            grant.workspace(), grant.user(), ApiKey.fingerprint(key.hash()));
    line.getErr().flush();
    line.getOut().println(key.secret());
    line.getOut().flush();
    return Exit.DONE.code();
  }
}
