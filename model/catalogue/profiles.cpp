#include <algorithm>
#include <array>

#include "cutpoint/kind.hpp"

namespace cutpoint {

namespace {

/// A published availability, in percent missing to 100 so that no digit is lost.
constexpr CatalogueProfile sla(std::string_view name, std::string_view kind,
                               std::string_view description, double percent_missing,
                               std::string_view source, std::string_view date) {
  return {name, kind, description, percent_missing / 100.0, Duration::never(), "sla", source, date};
}

constexpr CatalogueProfile measured(std::string_view name, std::string_view kind,
                                    std::string_view description, double mtbf_hours,
                                    std::string_view source, std::string_view date) {
  return {name, kind, description, 0.0, Duration::hours(mtbf_hours), "measured", source, date};
}

constexpr double year_hours = 8760.0;

// An SLA is a refund threshold, not a measurement: every row says which it is, and its date.
constexpr std::array profiles = {
    sla("aws.ec2.multi-az", "vm", "EC2, ECS, Fargate or EBS across zones", 0.01, "AWS Compute SLA",
        "2022"),
    sla("aws.ec2.single", "vm", "One EC2 instance", 0.5, "AWS Compute SLA", "2022"),
    sla("aws.rds.multi-az", "database", "RDS across zones", 0.05, "AWS RDS SLA", "2024-01-22"),
    sla("aws.rds.single", "database", "RDS in one zone", 0.5, "AWS RDS SLA", "2024-01-22"),
    sla("aws.aurora.multi-az", "database", "Aurora across zones", 0.01, "AWS Aurora SLA",
        "2022-05-19"),
    sla("aws.aurora.single-az", "database", "Aurora in one zone", 0.1, "AWS Aurora SLA",
        "2022-05-19"),
    sla("aws.elb.multi-az", "load_balancer", "Elastic load balancer across zones", 0.01,
        "AWS ELB SLA", "2022-07-25"),
    sla("aws.elb.single-az", "load_balancer", "Elastic load balancer in one zone", 0.1,
        "AWS ELB SLA", "2022-07-25"),
    sla("aws.s3", "object_storage", "S3 standard", 0.1, "AWS S3 SLA", "2022-04"),
    sla("aws.lambda", "function", "Lambda", 0.05, "AWS Lambda SLA", "2022-04"),
    sla("aws.api-gateway", "gateway", "API Gateway", 0.05, "AWS API Gateway SLA", "2022-04"),
    sla("aws.eks", "coordination", "EKS control plane", 0.05, "AWS EKS SLA", "2022-04"),
    sla("aws.dynamodb", "database", "DynamoDB in one region", 0.01, "AWS DynamoDB SLA", "2022-04"),
    sla("aws.dynamodb.global", "database", "DynamoDB global tables", 0.001, "AWS DynamoDB SLA",
        "2022-04"),
    sla("aws.route53", "dns", "Route 53", 0.0, "AWS Route 53 SLA", "2022-04"),
    sla("aws.nat-gateway", "gateway", "NAT gateway", 0.1, "AWS NAT Gateway SLA", "2022-04"),
    sla("aws.cloudfront", "cdn", "CloudFront", 0.1, "AWS CloudFront SLA", "2022-04"),
    sla("aws.kms", "secret", "KMS", 0.001, "AWS KMS SLA", "2022-04"),
    sla("azure.vm.zones", "vm", "VMs across zones", 0.01, "Azure VM SLA", "2019"),
    sla("azure.vm.availability-set", "vm", "VMs in an availability set", 0.05, "Azure VM SLA",
        "2019"),
    sla("azure.vm.single", "vm", "One VM on premium disks", 0.1, "Azure VM SLA", "2019"),
    sla("azure.sql.zone-redundant", "database", "Azure SQL, zone-redundant", 0.005, "Azure SQL SLA",
        "2019"),
    sla("azure.app-service", "service", "App Service", 0.05, "Azure App Service SLA", "2019"),
    sla("azure.front-door", "cdn", "Front Door", 0.01, "Azure Front Door SLA", "2019"),
    sla("gcp.gce.multi-zone", "vm", "Compute Engine across zones", 0.01, "GCE SLA", "2022"),
    sla("gcp.gce.single", "vm", "One Compute Engine instance", 0.1, "GCE SLA", "2022"),
    sla("gcp.load-balancer", "load_balancer", "Cloud load balancing", 0.01, "GCE SLA", "2022"),
    sla("gcp.cloud-sql.enterprise-plus", "database", "Cloud SQL Enterprise Plus, HA", 0.01,
        "Cloud SQL SLA", "2022"),
    sla("gcp.cloud-sql.enterprise", "database", "Cloud SQL Enterprise, HA", 0.05, "Cloud SQL SLA",
        "2022"),
    sla("gcp.gke.regional", "coordination", "GKE, regional", 0.05, "GKE SLA", "2022"),
    sla("gcp.gke.zonal", "coordination", "GKE, zonal", 0.5, "GKE SLA", "2022"),
    sla("gcp.spanner.regional", "database", "Spanner, regional", 0.01, "Spanner SLA", "2022"),
    measured("disk.hard", "volume", "Hard disk, failing 1.57 % a year", year_hours / 0.0157,
             "Backblaze, 328 348 drives", "2024"),
    measured("switch.top-of-rack", "switch", "Top-of-rack switch, failing 5 % a year",
             year_hours / 0.05, "Gill et al.", "2011"),
    measured("switch.aggregation", "switch", "Aggregation switch, failing 10 % a year",
             year_hours / 0.10, "Gill et al.", "2011"),
    measured("load-balancer.hardware", "load_balancer",
             "Hardware load balancer, failing 20 % a year", year_hours / 0.20, "Gill et al.",
             "2011"),
    measured("gpu.h100", "gpu", "H100 in a training fleet", 50700.0, "Llama 3 report", "2024"),
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
