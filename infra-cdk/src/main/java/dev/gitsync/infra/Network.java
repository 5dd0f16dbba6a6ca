package dev.gitsync.infra;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.EgressProperty;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnFunction.VpcConfigProperty;
import software.constructs.Construct;

/**
 * A private network for the functions, so that they reach Git servers there. Nothing is looked up
 * in the account: the ids are taken as they are.
 *
 * <p>The functions may open connections to port 443 (AWS, Git by HTTPS) and 22 (Git by SSH,
 * bastions), and take none. For another port give their security group a rule of its own, with
 * {@code aws ec2 authorize-security-group-egress} or in the stack that has the network:
 * CloudFormation leaves rules alone that it did not make. The subnets need a way to AWS, by a NAT
 * gateway or by endpoints of DynamoDB, SQS, Secrets Manager and KMS.
 */
final class Network extends Construct {
  private final CfnSecurityGroup group;
  private final List<String> subnets;

  Network(Construct scope, String id, Settings.Network choice) {
    super(scope, id);
    subnets = choice.subnetIds();
    group =
        CfnSecurityGroup.Builder.create(this, "Functions")
            .groupDescription("What the functions of Git Sync may connect to")
            .vpcId(choice.vpcId())
            .securityGroupEgress(
                Stream.of(egress(443, "AWS and Git by HTTPS"), egress(22, "Git by SSH")).toList())
            .build();
  }

  /** Puts a function into the network. */
  void take(CfnFunction function) {
    function.setVpcConfig(
        VpcConfigProperty.builder()
            .subnetIds(subnets)
            .securityGroupIds(List.of(group.getAttrGroupId()))
            .build());
  }

  /**
   * What the role of a function in a network must be allowed, as Lambda checks when it makes the
   * function; EC2 knows no resource to name for most of it. See <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">functions in a
   * VPC</a>.
   */
  static PolicyStatement interfaces() {
    return PolicyStatement.Builder.create()
        .sid("NetworkInterfaces")
        .actions(
            List.of(
                "ec2:CreateNetworkInterface",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSubnets",
                "ec2:DeleteNetworkInterface",
                "ec2:AssignPrivateIpAddresses",
                "ec2:UnassignPrivateIpAddresses"))
        .resources(List.of("*"))
        .build();
  }

  private static EgressProperty egress(int port, String description) {
    return EgressProperty.builder()
        .ipProtocol("tcp")
        .fromPort(port)
        .toPort(port)
        .cidrIp("0.0.0.0/0")
        .description(description)
        .build();
  }
}
