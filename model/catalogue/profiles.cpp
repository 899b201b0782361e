#include <algorithm>
#include <array>

#include "cutpoint/kind.hpp"

namespace cutpoint {

namespace {

/// A published availability, in percent missing to 100 so that no digit is lost.
constexpr CatalogueProfile sla(std::string_view name, std::string_view description,
                               double percent_missing, std::string_view source,
                               std::string_view date) {
  return {name, description, percent_missing / 100.0, Duration::never(), "sla", source, date};
}

constexpr CatalogueProfile measured(std::string_view name, std::string_view description,
                                    double mtbf_hours, std::string_view source,
                                    std::string_view date) {
  return {name, description, 0.0, Duration::hours(mtbf_hours), "measured", source, date};
}

constexpr double year_hours = 8760.0;

// An SLA is a refund threshold, not a measurement: every row says which it is, and its date.
constexpr std::array profiles = {
    sla("aws.ec2.multi-az", "EC2, ECS, Fargate or EBS across zones", 0.01, "AWS Compute SLA",
        "2022"),
    sla("aws.ec2.single", "One EC2 instance", 0.5, "AWS Compute SLA", "2022"),
    sla("aws.rds.multi-az", "RDS across zones", 0.05, "AWS RDS SLA", "2024-01-22"),
    sla("aws.rds.single", "RDS in one zone", 0.5, "AWS RDS SLA", "2024-01-22"),
    sla("aws.aurora.multi-az", "Aurora across zones", 0.01, "AWS Aurora SLA", "2022-05-19"),
    sla("aws.aurora.single-az", "Aurora in one zone", 0.1, "AWS Aurora SLA", "2022-05-19"),
    sla("aws.elb.multi-az", "Elastic load balancer across zones", 0.01, "AWS ELB SLA",
        "2022-07-25"),
    sla("aws.elb.single-az", "Elastic load balancer in one zone", 0.1, "AWS ELB SLA", "2022-07-25"),
    sla("aws.s3", "S3 standard", 0.1, "AWS S3 SLA", "2022-04"),
    sla("aws.lambda", "Lambda", 0.05, "AWS Lambda SLA", "2022-04"),
    sla("aws.api-gateway", "API Gateway", 0.05, "AWS API Gateway SLA", "2022-04"),
    sla("aws.eks", "EKS control plane", 0.05, "AWS EKS SLA", "2022-04"),
    sla("aws.dynamodb", "DynamoDB in one region", 0.01, "AWS DynamoDB SLA", "2022-04"),
    sla("aws.dynamodb.global", "DynamoDB global tables", 0.001, "AWS DynamoDB SLA", "2022-04"),
    sla("aws.route53", "Route 53", 0.0, "AWS Route 53 SLA", "2022-04"),
    sla("aws.nat-gateway", "NAT gateway", 0.1, "AWS NAT Gateway SLA", "2022-04"),
    sla("aws.cloudfront", "CloudFront", 0.1, "AWS CloudFront SLA", "2022-04"),
    sla("aws.kms", "KMS", 0.001, "AWS KMS SLA", "2022-04"),
    sla("azure.vm.zones", "VMs across zones", 0.01, "Azure VM SLA", "2019"),
    sla("azure.vm.availability-set", "VMs in an availability set", 0.05, "Azure VM SLA", "2019"),
    sla("azure.vm.single", "One VM on premium disks", 0.1, "Azure VM SLA", "2019"),
    sla("azure.sql.zone-redundant", "Azure SQL, zone-redundant", 0.005, "Azure SQL SLA", "2019"),
    sla("azure.app-service", "App Service", 0.05, "Azure App Service SLA", "2019"),
    sla("azure.front-door", "Front Door", 0.01, "Azure Front Door SLA", "2019"),
    sla("gcp.gce.multi-zone", "Compute Engine across zones", 0.01, "GCE SLA", "2022"),
    sla("gcp.gce.single", "One Compute Engine instance", 0.1, "GCE SLA", "2022"),
    sla("gcp.load-balancer", "Cloud load balancing", 0.01, "GCE SLA", "2022"),
    sla("gcp.cloud-sql.enterprise-plus", "Cloud SQL Enterprise Plus, HA", 0.01, "Cloud SQL SLA",
        "2022"),
    sla("gcp.cloud-sql.enterprise", "Cloud SQL Enterprise, HA", 0.05, "Cloud SQL SLA", "2022"),
    sla("gcp.gke.regional", "GKE, regional", 0.05, "GKE SLA", "2022"),
    sla("gcp.gke.zonal", "GKE, zonal", 0.5, "GKE SLA", "2022"),
    sla("gcp.spanner.regional", "Spanner, regional", 0.01, "Spanner SLA", "2022"),
    measured("disk.hard", "Hard disk, failing 1.57 % a year", year_hours / 0.0157,
             "Backblaze, 328 348 drives", "2024"),
    measured("switch.top-of-rack", "Top-of-rack switch, failing 5 % a year", year_hours / 0.05,
             "Gill et al.", "2011"),
    measured("switch.aggregation", "Aggregation switch, failing 10 % a year", year_hours / 0.10,
             "Gill et al.", "2011"),
    measured("load-balancer.hardware", "Hardware load balancer, failing 20 % a year",
             year_hours / 0.20, "Gill et al.", "2011"),
    measured("gpu.h100", "H100 in a training fleet", 50700.0, "Llama 3 report", "2024"),
};

}  // namespace

std::span<const CatalogueProfile> catalogue_profiles() {
  return profiles;
}

const CatalogueProfile* find_profile(std::string_view name) {
  const auto found = std::find_if(profiles.begin(), profiles.end(),
                                  [name](const CatalogueProfile& row) { return row.name == name; });
  return found == profiles.end() ? nullptr : found;
}

}  // namespace cutpoint
