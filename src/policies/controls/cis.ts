/** CIS Kubernetes Benchmark v1.12, section 5, policies. The other sections are of the control plane, etcd and nodes. */
import type { ControlItem } from './control-item.ts';

export const cis: readonly ControlItem[] = [
  { id: '5.1.1', title: 'Ensure that the cluster-admin role is only used where required' },
  { id: '5.1.2', title: 'Minimize access to secrets' },
  { id: '5.1.3', title: 'Minimize wildcard use in Roles and ClusterRoles' },
  { id: '5.1.4', title: 'Minimize access to create pods' },
  { id: '5.1.5', title: 'Ensure that default service accounts are not actively used' },
  { id: '5.1.6', title: 'Ensure that Service Account Tokens are only mounted where necessary' },
  {
    id: '5.1.7',
    title: 'Avoid use of system:masters group',
    partly: 'Bindings are judged; certificates that name the group are issued by whoever runs the control plane.',
  },
  {
    id: '5.1.8',
    title: 'Limit use of the Bind, Impersonate and Escalate permissions in the Kubernetes cluster',
  },
  { id: '5.1.9', title: 'Minimize access to create persistent volumes' },
  { id: '5.1.10', title: 'Minimize access to the proxy sub-resource of nodes' },
  { id: '5.1.11', title: 'Minimize access to the approval sub-resource of certificatesigningrequests objects' },
  { id: '5.1.12', title: 'Minimize access to webhook configuration objects' },
  { id: '5.1.13', title: 'Minimize access to the service account token creation' },
  {
    id: '5.2.1',
    title: 'Ensure that the cluster has at least one active policy control mechanism in place',
    partly:
      'What is generated orders Pod Security admission and admission policies; the API server must have them switched on.',
  },
  { id: '5.2.2', title: 'Minimize the admission of privileged containers' },
  { id: '5.2.3', title: 'Minimize the admission of containers wishing to share the host process ID namespace' },
  { id: '5.2.4', title: 'Minimize the admission of containers wishing to share the host IPC namespace' },
  { id: '5.2.5', title: 'Minimize the admission of containers wishing to share the host network namespace' },
  { id: '5.2.6', title: 'Minimize the admission of containers with allowPrivilegeEscalation' },
  { id: '5.2.7', title: 'Minimize the admission of root containers' },
  { id: '5.2.8', title: 'Minimize the admission of containers with the NET_RAW capability' },
  { id: '5.2.9', title: 'Minimize the admission of containers with capabilities assigned' },
  { id: '5.2.10', title: 'Minimize the admission of Windows HostProcess containers' },
  { id: '5.2.11', title: 'Minimize the admission of HostPath volumes' },
  { id: '5.2.12', title: 'Minimize the admission of containers which use HostPorts' },
  {
    id: '5.3.1',
    title: 'Ensure that the CNI in use supports NetworkPolicies',
    partly:
      'Policies of other kinds are refused; whether the plugin enforces NetworkPolicies is a property of the cluster.',
  },
  { id: '5.3.2', title: 'Ensure that all Namespaces have NetworkPolicies defined' },
  { id: '5.4.1', title: 'Prefer using Secrets as files over Secrets as environment variables' },
  { id: '5.4.2', title: 'Consider external secret storage' },
  {
    id: '5.5.1',
    title: 'Configure Image Provenance using ImagePolicyWebhook admission controller',
    partly: 'Registry and digest are judged; signatures are verified by an admission controller of the cluster.',
  },
  { id: '5.6.1', title: 'Create administrative boundaries between resources using namespaces' },
  { id: '5.6.2', title: 'Ensure that the seccomp profile is set to docker/default in your Pod definitions' },
  { id: '5.6.3', title: 'Apply SecurityContext to your Pods and Containers' },
  { id: '5.6.4', title: 'The default namespace should not be used' },
];
