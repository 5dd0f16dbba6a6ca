package dev.gitsync.local.aws;

import dev.gitsync.local.LocalFault;
import dev.gitsync.local.http.Loopback;
import dev.gitsync.local.template.Table;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local, stored in a folder. Its own server would listen on all of the machine's
 * addresses, so its handler is put behind one of ours.
 */
public final class DynamoServer implements AutoCloseable {
  private final Loopback server;
  private final LocalDynamoDBServerHandler handler;
  private final URI endpoint;

  private DynamoServer(Loopback server, LocalDynamoDBServerHandler handler) {
    this.server = server;
    this.handler = handler;
    this.endpoint = server.uri();
  }

  /** Starts on a free port with the data in {@code folder}. */
  public static DynamoServer start(Path folder) {
    try {
      LocalDynamoDBServerHandler handler =
          new LocalDynamoDBServerHandler(
              new LocalDynamoDBRequestHandler(0, false, folder.toString(), true, false), null);
      return new DynamoServer(Loopback.serve(handler), handler);
    } catch (RuntimeException e) {
      throw new LocalFault("DynamoDB Local does not start on " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  /** Creates the tables that are not there yet. */
  public void create(List<Table> tables) {
    try (DynamoDbClient client = client()) {
      create(client, tables);
    }
  }

  /** Creates those of {@code tables} that an account does not have yet. */
  static void create(DynamoDbClient client, List<Table> tables) {
    Set<String> existing = new HashSet<>();
    client.listTablesPaginator().tableNames().forEach(existing::add);
    for (Table table : tables) {
      if (existing.contains(table.name())) {
        check(client, table);
      } else {
        create(client, table);
      }
    }
  }

  /** Without its indexes a table of an earlier version would seem to be empty. */
  private static void check(DynamoDbClient client, Table table) {
    Set<String> missing = new HashSet<>();
    table.request().globalSecondaryIndexes().forEach(index -> missing.add(index.indexName()));
    client
        .describeTable(request -> request.tableName(table.name()))
        .table()
        .globalSecondaryIndexes()
        .forEach(index -> missing.remove(index.indexName()));
    if (!missing.isEmpty()) {
      throw new LocalFault(
          "The data are of an earlier version: table %s lacks %s. Move the data folder away, or choose another with --data."
              .formatted(table.name(), missing));
    }
  }

  @Override
  public void close() {
    server.close();
    handler.close();
  }

  private static void create(DynamoDbClient client, Table table) {
    client.createTable(table.request());
    table
        .timeToLive()
        .ifPresent(
            attribute ->
                client.updateTimeToLive(
                    request ->
                        request
                            .tableName(table.name())
                            .timeToLiveSpecification(
                                TimeToLiveSpecification.builder()
                                    .attributeName(attribute)
                                    .enabled(true)
                                    .build())));
  }

  private DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(LocalAccount.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalAccount.KEY, LocalAccount.KEY)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
