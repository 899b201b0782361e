#include "model/catalogue/kind_synonyms.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "cutpoint/kind.hpp"

namespace cutpoint {

namespace {

/// In the order of the kinds.
constexpr std::array kind_synonym_rows = {
    KindSynonyms{"client", "",
                 "user,browser,customer,mobile_app,spa,ui,device,phone,end_user,visitor,"
                 "workstation,terminal,iot_device"},
    KindSynonyms{"dns", "",
                 "route53,bind,coredns,nameserver,name_server,domain,resolver,hostname,registrar"},
    KindSynonyms{"dns", "load_balancer", "traffic_manager,global_accelerator,gslb"},
    KindSynonyms{"cdn", "", "cloudfront,akamai,fastly,front_door,edge"},
    KindSynonyms{"cdn", "dns", "cloudflare"},
    KindSynonyms{"load_balancer", "",
                 "haproxy,traefik,alb,elb,nlb,loadbalancer,lb,proxy,reverse_proxy,ingress,f5,"
                 "metallb,keepalived,vip,virtual_ip,application_load_balancer,"
                 "network_load_balancer,balancer,reverseproxy,ingress_controller"},
    KindSynonyms{"load_balancer", "gateway", "envoy"},
    KindSynonyms{"load_balancer", "service", "nginx,caddy,httpd"},
    KindSynonyms{"gateway", "",
                 "kong,nat,api_gateway,apigw,api_gw,apigee,tyk,nat_gateway,service_mesh,mesh,"
                 "istio,linkerd,sidecar,egress,bff"},
    KindSynonyms{"gateway", "link", "vpn"},
    KindSynonyms{"vm", "",
                 "ec2,instance,virtual_machine,droplet,bastion,virtual_server,vps,compute,"
                 "compute_instance,gce,instances,asg,autoscaling_group,auto_scaling_group,vmss,"
                 "scale_set,jump_host,virtualmachine,openstack,lightsail"},
    KindSynonyms{"host", "",
                 "bare_metal,baremetal,hypervisor,esxi,esx,proxmox,kvm,vmware,vm_host,vmhost,"
                 "blade,chassis,appliance,raspberry_pi,pc,desktop,laptop,physical,physical_server,"
                 "metal,gpu_node,gpu_server,docker_host,swarm"},
    KindSynonyms{"host", "service", "server"},
    KindSynonyms{"host", "vm",
                 "node,machine,worker_node,nodepool,node_pool,node_group,nomad,mesos,cluster_node"},
    KindSynonyms{"container", "", "ecs,fargate,task,podman,containerd,image,lxc"},
    KindSynonyms{"container", "host", "docker"},
    KindSynonyms{"pod", "", "deployment,statefulset,daemonset,replicaset,workload"},
    KindSynonyms{"pod", "host",
                 "kubernetes,k8s,eks,gke,aks,kubernetes_cluster,k3s,openshift,rancher,rke"},
    KindSynonyms{
        "service", "",
        "apache,keycloak,prometheus,grafana,app,application,api,backend,frontend,web,"
        "website,webserver,web_server,app_server,appserver,microservice,process,daemon,"
        "worker,program,module,component,software,rest_api,graphql,grpc,rpc,nodejs,rails,"
        "django,flask,fastapi,spring,spring_boot,tomcat,php,wordpress,rest,endpoint,"
        "middleware,orchestrator,scheduler,cron,cronjob,batch,airflow,temporal,spark,"
        "flink,consumer,producer,auth,oauth,iam,monitoring,alertmanager,otel,pgbouncer,pooler,"
        "connection_pool,proxysql,ntp,dhcp,crawler,bot,etl,elastic_beanstalk,app_service,"
        "app_engine"},
    KindSynonyms{"service", "pipeline", "job"},
    KindSynonyms{"function", "",
                 "lambda,cloud_function,cloud_functions,azure_function,azure_functions,faas,"
                 "serverless,edge_function,knative,cloud_run"},
    KindSynonyms{"database", "",
                 "postgres,postgresql,mysql,mariadb,mongodb,mongo,oracle,mssql,sqlserver,sqlite,"
                 "cassandra,dynamodb,elasticsearch,opensearch,clickhouse,influxdb,rds,aurora,"
                 "spanner,cloudsql,bigquery,db,rdbms,sql,datastore,couchdb,couchbase,cockroachdb,"
                 "cockroach,yugabyte,tidb,scylla,scylladb,neo4j,firestore,cosmosdb,cosmos_db,"
                 "documentdb,supabase,planetscale,timescale,timescaledb,tsdb,graph_db,elastic,"
                 "solr,hbase,hadoop,hdfs,redshift,ldap,active_directory,directory,patroni,galera,"
                 "percona,db2,hana,sap_hana,kv_store,key_value_store,document_store,search,"
                 "search_engine,warehouse,data_warehouse,ledger,primary,replica,mongo_atlas"},
    KindSynonyms{"database", "external", "snowflake"},
    KindSynonyms{"database", "object_storage", "store"},
    KindSynonyms{"cache", "",
                 "redis,valkey,memcached,memcache,varnish,elasticache,memorystore,dragonfly,keydb,"
                 "hazelcast,session_store,squid"},
    KindSynonyms{"queue", "",
                 "kafka,rabbitmq,nats,pulsar,sqs,mqtt,mosquitto,broker,message_broker,topic,"
                 "stream,log,rabbit,activemq,artemis,redpanda,kinesis,pubsub,pub_sub,sns,eventhub,"
                 "event_hub,event_hubs,eventbridge,event_bus,eventbus,service_bus,bus,celery,"
                 "message_queue,mq,amqp,bull,zeromq"},
    KindSynonyms{"coordination", "",
                 "etcd,zookeeper,consul,sentinel,arbiter,consensus,lock,quorum,raft,dcs,"
                 "leader_election,chubby,witness,tiebreaker"},
    KindSynonyms{"coordination", "dns", "service_discovery"},
    KindSynonyms{"object_storage", "",
                 "s3,minio,gcs,bucket,blob,blob_storage,r2,b2,swift,wasabi,object_store,"
                 "file_storage,backup,archive"},
    KindSynonyms{"object_storage", "volume", "ceph"},
    KindSynonyms{"volume", "",
                 "disk,filesystem,nfs,nas,san,file,hdd,ssd,nvme,drive,hard_disk,raid,ebs,efs,pvc,"
                 "pv,persistent_volume,persistentvolumeclaim,block_storage,block_device,"
                 "storage_array,lun,file_system,share,smb,file_server,fileserver,mount,disk_array"},
    KindSynonyms{"volume", "object_storage", "storage"},
    KindSynonyms{"network", "",
                 "lan,vlan,vpc,subnet,ethernet,backbone,overlay,service_network,virtual_network,"
                 "vnet,mpls,sd_wan,peering,dmz"},
    KindSynonyms{"network", "external", "internet"},
    KindSynonyms{"network", "link", "wan"},
    KindSynonyms{"link", "",
                 "line,fiber,fibre,cable,uplink,wire,connection,circuit,leased_line,interconnect,"
                 "direct_connect,express_route,tunnel,nic,dsl,lte,radio"},
    KindSynonyms{"switch", "",
                 "access_point,tor,top_of_rack,leaf,spine,wifi,wlan,ap,hub,patch_panel,bridge"},
    KindSynonyms{"router", "", "modem,bgp,cpe,fritzbox"},
    KindSynonyms{"firewall", "", "fw,pfsense,opnsense,fortigate,palo_alto,security_group,asa"},
    KindSynonyms{"firewall", "gateway", "waf"},
    KindSynonyms{"power", "",
                 "psu,pdu,generator,electricity,power_supply,power_feed,feed,grid,mains,utility,"
                 "transformer,cooling,hvac,air_conditioning,cooler,circuit_breaker,fuse"},
    KindSynonyms{"ups", "", "battery,uninterruptible_power_supply"},
    KindSynonyms{"rack", "", "cabinet,row,cage,enclosure"},
    KindSynonyms{"zone", "",
                 "datacenter,data_center,datacentre,data_centre,dc,az,availability_zone,building,"
                 "room,office,colo,colocation,hall,floor,pop,server_room,campus,location,place,"
                 "branch,failure_domain,fault_domain,availability_set"},
    KindSynonyms{"zone", "region", "site"},
    KindSynonyms{"region", "", "country,continent,geo,geography,metro"},
    KindSynonyms{"provider", "",
                 "cloud,aws,gcp,azure,hoster,cloud_provider,account,subscription,tenant,"
                 "digitalocean,hetzner,ovh,project"},
    KindSynonyms{"model", "",
                 "embedding,llm_model,weights,artifact,checkpoint,embedding_model,onnx"},
    KindSynonyms{"model_server", "",
                 "vllm,triton,ollama,inference,tgi,sglang,inference_server,inference_service,"
                 "llm_server,torchserve,tensorflow_serving,tf_serving,kserve,ray,ray_serve,"
                 "llama_cpp,embedder,serving"},
    KindSynonyms{"model_server", "external", "llm"},
    KindSynonyms{"model_registry", "", "mlflow,registry,huggingface,hugging_face,wandb"},
    KindSynonyms{"feature_store", "", "feast,tecton,features"},
    KindSynonyms{"vector_db", "",
                 "qdrant,weaviate,milvus,pgvector,pinecone,chroma,chromadb,faiss,vector_store,"
                 "vector_database,vectordb,vectorstore,embedding_store,lancedb"},
    KindSynonyms{"gpu", "", "accelerator,tpu,cuda,nvidia,a100,h100,asic,fpga,npu,graphics_card"},
    KindSynonyms{"external", "",
                 "saas,third_party,thirdparty,vendor,payment,stripe,paypal,twilio,sendgrid,okta,"
                 "auth0,auth_provider,idp,identity_provider,sso,openai,anthropic,bedrock,"
                 "third_party_api,partner,supplier,psp,payment_provider,payment_gateway,github,"
                 "heroku,vercel,netlify,upstream,webhook,sms,managed,managed_service"},
    KindSynonyms{"external", "network", "isp"},
    KindSynonyms{"external", "service", "smtp,email,mail"},
    KindSynonyms{"secret", "",
                 "credential,password,token,api_key,key,kms,hsm,credentials,secret_manager,"
                 "secrets_manager,key_vault,passphrase,configmap,config,licence,license"},
    KindSynonyms{"secret", "service", "vault"},
    KindSynonyms{"certificate", "",
                 "cert,tls,ca,pki,ssl,x509,cert_manager,lets_encrypt,letsencrypt"},
    KindSynonyms{"pipeline", "",
                 "jenkins,ci,cd,cicd,ci_cd,github_actions,gitlab_ci,argocd,argo_cd,flux,deploy,"
                 "build,release,deployment_pipeline,build_server,container_registry,helm"},
    KindSynonyms{"person", "",
                 "human,operator,team,people,admin,administrator,on_call,oncall,staff,engineer,"
                 "dba,sre,expert"},
    KindSynonyms{"group", "", "cluster,namespace,stack,system,subsystem,ensemble,pool"},
};

/// What says little beside a word that says more: the server of "postgres server".
constexpr std::array<std::string_view, 5> plain_kinds = {"host", "vm", "service", "group",
                                                         "container"};

constexpr std::size_t longest_word = 64;

using Kinds = std::vector<std::string_view>;

void add_once(Kinds& kinds, std::string_view kind) {
  if (kind.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) return;
  kinds.push_back(kind);
}

/// In lower case, words joined by `_`, without the version of an image.
std::string folded_word(std::string_view word) {
  std::string folded;
  for (const char c : word.substr(0, word.find_first_of(":@"))) {
    const bool is_joint = c == ' ' || c == '-' || c == '.' || c == '/' || c == '_';
    if (!is_joint) folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_joint && !folded.empty() && folded.back() != '_') folded += '_';
  }
  if (!folded.empty() && folded.back() == '_') folded.pop_back();
  return folded;
}

bool holds_word(const KindSynonyms& row, std::string_view word) {
  for (std::string_view rest = row.words; !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find(','));
    if (one == word) return true;
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
  }
  return false;
}

/// Of a folded word as it is.
Kinds kinds_of_word(std::string_view word) {
  if (const Kind* same = find_built_in_kind(word)) return {same->name};
  const auto found = std::find_if(kind_synonym_rows.begin(), kind_synonym_rows.end(),
                                  [&](const KindSynonyms& row) { return holds_word(row, word); });
  if (found == kind_synonym_rows.end()) return {};
  return found->other.empty() ? Kinds{found->kind} : Kinds{found->kind, found->other};
}

/// As it is, without a version behind it, or as one of several.
Kinds kinds_of_form(std::string_view word) {
  if (Kinds kinds = kinds_of_word(word); !kinds.empty()) return kinds;
  const std::size_t last = word.find_last_not_of("_0123456789");
  const std::string_view unversioned =
      last == std::string_view::npos ? std::string_view() : word.substr(0, last + 1);
  for (std::string_view form : {unversioned, unversioned.substr(0, unversioned.rfind("_v"))}) {
    if (Kinds kinds = kinds_of_word(form); !kinds.empty()) return kinds;
    if (!form.ends_with('s')) continue;
    form.remove_suffix(1);
    if (Kinds kinds = kinds_of_word(form); !kinds.empty()) return kinds;
  }
  return {};
}

/// Of the words that it is made of, those that say little last.
Kinds kinds_of_parts(std::string_view word) {
  Kinds telling, plain;
  for (std::string_view rest = word; !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find('_'));
    for (const std::string_view kind : kinds_of_form(part)) {
      const bool is_plain =
          std::find(plain_kinds.begin(), plain_kinds.end(), kind) != plain_kinds.end();
      add_once(is_plain ? plain : telling, kind);
    }
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  }
  return telling.empty() ? plain : telling;
}

}  // namespace

std::span<const KindSynonyms> kind_synonyms() {
  return kind_synonym_rows;
}

std::vector<std::string_view> kinds_meant_by(std::string_view word) {
  return word.size() > longest_word ? Kinds() : kinds_of_form(folded_word(word));
}

std::vector<std::string_view> kinds_named_in(std::string_view word) {
  constexpr std::size_t most = 2;
  Kinds kinds = word.size() > longest_word ? Kinds() : kinds_of_parts(folded_word(word));
  if (kinds.size() > most) kinds.resize(most);
  return kinds;
}

}  // namespace cutpoint
