package dev.gitsync.infra;

import software.amazon.awscdk.services.apigatewayv2.ApiMapping;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.SecurityPolicy;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.route53.CfnRecordSet;
import software.amazon.awscdk.services.route53.CfnRecordSet.AliasTargetProperty;
import software.constructs.Construct;

/** The API's own name, and its record where the zone is known. */
final class ApiDomain extends Construct {
  private final DomainName domain;

  ApiDomain(Construct scope, String id, Settings.Domain settings, HttpApi api, HttpStage stage) {
    super(scope, id);
    domain =
        DomainName.Builder.create(this, "Name")
            .domainName(settings.name())
            .certificate(
                Certificate.fromCertificateArn(this, "Certificate", settings.certificateArn()))
            .securityPolicy(SecurityPolicy.TLS_1_2)
            .build();
    ApiMapping.Builder.create(this, "Mapping").api(api).domainName(domain).stage(stage).build();
    if (!settings.hostedZoneId().isEmpty()) {
      record(settings.hostedZoneId(), settings.name());
    }
  }

  /** Where the name must lead: the target of its record. */
  String target() {
    return domain.getRegionalDomainName();
  }

  /** Written out: the construct for records wants the zone's name too, which takes a look-up. */
  private void record(String zone, String name) {
    CfnRecordSet.Builder.create(this, "Record")
        .hostedZoneId(zone)
        .name(name)
        .type("A")
        .aliasTarget(
            AliasTargetProperty.builder()
                .dnsName(domain.getRegionalDomainName())
                .hostedZoneId(domain.getRegionalHostedZoneId())
                .build())
        .build();
  }
}
