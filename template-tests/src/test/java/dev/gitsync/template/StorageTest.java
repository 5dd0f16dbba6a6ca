package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StorageTest {
  private static final List<String> DURABLE = List.of("Workspaces", "Links", "Activity");

  private final Template template = Template.read();

  @Test
  void hasFourTablesWithTheirKeys() {
    assertThat(template.all(Template.TABLE)).hasSize(4);
    assertThat(keys("Cache")).isEqualTo(json("{link: 'HASH'}"));
    assertThat(keys("Workspaces")).isEqualTo(json("{pk: 'HASH', sk: 'RANGE'}"));
    assertThat(keys("Links")).isEqualTo(json("{workspace: 'HASH'}"));
    assertThat(keys("Activity")).isEqualTo(json("{workspace: 'HASH', id: 'RANGE'}"));
  }

  @Test
  void keepsTablesWhenTheStackGoesButTheCache() {
    for (String name : DURABLE) {
      String id = template.id(Template.TABLE, name);
      JsonNode table = template.resources().get(id);
      assertThat(table.get("DeletionPolicy").asString()).isEqualTo("Retain");
      assertThat(table.get("UpdateReplacePolicy").asString()).isEqualTo("Retain");
      assertThat(table.at("/Properties/DeletionProtectionEnabled").asBoolean()).isTrue();
    }
    JsonNode cache = template.resources().get(template.id(Template.TABLE, "Cache"));
    assertThat(cache.get("DeletionPolicy").asString()).isEqualTo("Delete");
  }

  @Test
  void encryptsAndBacksUpTablesOnDemand() {
    for (JsonNode table : template.all(Template.TABLE).values()) {
      JsonNode encryption = table.get("SSESpecification");
      assertThat(encryption.get("SSEEnabled").asBoolean()).isTrue();
      assertThat(encryption.get("SSEType").asString()).isEqualTo("KMS");
      assertThat(Template.target(encryption.get("KMSMasterKeyId")))
          .isEqualTo(template.id(EncryptionTest.KEY, ""));
      assertThat(table.get("BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
    }
    for (String name : DURABLE) {
      String enabled = "/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled";
      assertThat(table(name).at(enabled).asBoolean()).isTrue();
    }
  }

  @Test
  void findsPendingChangesByAge() {
    JsonNode indexes = table("Workspaces").get("GlobalSecondaryIndexes");
    assertThat(indexes).hasSize(1);
    assertThat(indexes.get(0))
        .isEqualTo(
            json(
                """
                {IndexName: 'pending-by-age',
                 KeySchema: [
                   {AttributeName: 'pendingShard', KeyType: 'HASH'},
                   {AttributeName: 'pendingAt', KeyType: 'RANGE'}],
                 Projection: {ProjectionType: 'KEYS_ONLY'}}
                """));
  }

  @Test
  void findsLinksByWhenTheyArePolledAndByRepository() {
    JsonNode indexes = table("Links").get("GlobalSecondaryIndexes");
    assertThat(indexes).hasSize(2);
    assertThat(indexes.get(0))
        .isEqualTo(
            json(
                """
                {IndexName: 'by-poll-slot',
                 KeySchema: [{AttributeName: 'pollSlot', KeyType: 'HASH'}],
                 Projection: {ProjectionType: 'ALL'}}
                """));
    assertThat(indexes.get(1))
        .isEqualTo(
            json(
                """
                {IndexName: 'by-place',
                 KeySchema: [{AttributeName: 'place', KeyType: 'HASH'}],
                 Projection: {ProjectionType: 'KEYS_ONLY'}}
                """));
  }

  @Test
  void findsActivityByResource() {
    JsonNode indexes = table("Activity").get("GlobalSecondaryIndexes");
    assertThat(indexes).hasSize(1);
    assertThat(indexes.get(0))
        .isEqualTo(
            json(
                """
                {IndexName: 'by-resource',
                 KeySchema: [
                   {AttributeName: 'resource', KeyType: 'HASH'},
                   {AttributeName: 'id', KeyType: 'RANGE'}],
                 Projection: {ProjectionType: 'KEYS_ONLY'}}
                """));
  }

  @Test
  void forgetsOnlyActivityAndTheCacheByTime() {
    for (String name : List.of("Activity", "Cache")) {
      assertThat(table(name).get("TimeToLiveSpecification"))
          .isEqualTo(json("{AttributeName: 'expiresAt', Enabled: true}"));
    }
    assertThat(table("Workspaces").has("TimeToLiveSpecification")).isFalse();
    assertThat(table("Links").has("TimeToLiveSpecification")).isFalse();
  }

  private JsonNode table(String name) {
    return template.properties(template.id(Template.TABLE, name));
  }

  private JsonNode keys(String name) {
    var keys = JsonMapper.shared().createObjectNode();
    table(name)
        .get("KeySchema")
        .forEach(key -> keys.set(key.get("AttributeName").asString(), key.get("KeyType")));
    return keys;
  }

  private static JsonNode json(String loose) {
    return JsonMapper.shared()
        .readTree(loose.replace('\'', '"').replaceAll("([{,]\\s*)(\\w+):", "$1\"$2\":"));
  }
}
