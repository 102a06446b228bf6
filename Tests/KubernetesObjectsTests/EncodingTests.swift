import KubernetesObjects
import StructuredText
import Testing

/// What is written of an object is read back as that object.
@Suite struct EncodingTests {
  /// The value that `text` stands for, read as `Value`.
  private func read<Value: FieldDecodable>(_ text: String) throws -> Value {
    let node = try #require(try YAMLReader.read(Array(text.utf8), file: "text").first)
    var decoder = ObjectDecoder(node)
    let value = try #require(Value.decode(from: &decoder))
    #expect(decoder.diagnostics.isEmpty, "\(decoder.diagnostics)")
    return value
  }

  /// Expects that `text`, read as `Value`, is equal after it was written and read again.
  private func expectEqual<Value: FieldDecodable & FieldEncodable & Equatable>(
    _ type: Value.Type, _ text: String
  ) throws {
    let value: Value = try read(text)
    let written = String(decoding: YAMLEmitter.bytes(of: value.syntaxValue), as: UTF8.self)
    #expect(try read(written) == value, "\(written)")
  }

  @Test(arguments: [
    "{containers: [{name: a, image: 'a:1'}]}",
    """
    {containers: [{name: a, image: 'a:1', command: [x, y], args: [z], imagePullPolicy: Always,
     env: [{name: K, value: '1'},
      {name: L, valueFrom: {secretKeyRef: {name: s, key: L}}}],
     envFrom: [{configMapRef: {name: c, optional: true}}],
     ports: [{containerPort: 80, hostPort: 81, name: web}],
     resources: {requests: {cpu: 100m, memory: 1Gi}, limits: {cpu: 1, 'x.org/gpu': 2}},
     volumeMounts: [{name: d, mountPath: /d, readOnly: true}],
     livenessProbe: {httpGet: {path: /, port: web}, periodSeconds: 5, failureThreshold: 1},
     readinessProbe: {exec: {command: [ok]}, initialDelaySeconds: 3},
     startupProbe: {tcpSocket: {port: 80}, terminationGracePeriodSeconds: 9},
     lifecycle: {preStop: {sleep: {seconds: 2}}}}]}
    """,
    """
    {containers: [{name: a}], initContainers: [{name: i}, {name: s, restartPolicy: Always}],
     restartPolicy: OnFailure, terminationGracePeriodSeconds: 5, activeDeadlineSeconds: 60,
     nodeName: n, nodeSelector: {a: b}, priority: 7, priorityClassName: high, hostNetwork: true,
     preemptionPolicy: Never, schedulerName: own, runtimeClassName: r, serviceAccountName: s,
     hostname: h, subdomain: d, imagePullSecrets: [{name: p}],
     overhead: {cpu: 10m}, hostUsers: false,
     resources: {requests: {cpu: 2}}, schedulingGates: [{name: g}],
     readinessGates: [{conditionType: c}], resourceClaims: [{name: c, resourceClaimName: d}]}
    """,
    """
    {containers: [{name: a}], tolerations: [{operator: Exists},
      {key: k, value: v, effect: NoExecute, tolerationSeconds: 30}],
     topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: ScheduleAnyway,
      labelSelector: {matchLabels: {a: b}}, minDomains: 2, nodeTaintsPolicy: Honor,
      nodeAffinityPolicy: Ignore, matchLabelKeys: [x]}],
     affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:
       {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Gt, values: ['1']}],
        matchFields: [{key: metadata.name, operator: In, values: [n]}]}]},
      preferredDuringSchedulingIgnoredDuringExecution:
       [{weight: 3, preference: {matchExpressions: [{key: b, operator: Exists}]}}]},
      podAffinity: {requiredDuringSchedulingIgnoredDuringExecution:
       [{topologyKey: z, labelSelector: {matchExpressions:
        [{key: a, operator: In, values: [b, c]}, {key: d, operator: DoesNotExist}]},
        namespaces: [n], namespaceSelector: {}}]},
      podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution:
       [{weight: 1, podAffinityTerm: {topologyKey: z, labelSelector: {matchExpressions:
        [{key: a, operator: NotIn, values: [b]}]}}}]}}}
    """,
    """
    {containers: [{name: a}], volumes: [{name: a, emptyDir: {medium: Memory, sizeLimit: 1Gi}},
     {name: b, persistentVolumeClaim: {claimName: c, readOnly: true}},
     {name: c, hostPath: {path: /}},
     {name: d, configMap: {name: x}}, {name: e, secret: {secretName: x}},
     {name: f, nfs: {server: s, path: /}}, {name: g, csi: {driver: d}},
     {name: h, projected: {sources:
      [{configMap: {name: x}}, {secret: {name: y, optional: true}}]}},
     {name: i, gcePersistentDisk: {pdName: p}}, {name: j, awsElasticBlockStore: {volumeID: v}},
     {name: k, iscsi: {targetPortal: t, iqn: i, lun: 1}}, {name: l, azureDisk: {diskName: n,
      diskURI: u}}, {name: m, rbd: {monitors: [m], image: i}}, {name: n, cinder: {volumeID: v}},
     {name: o, image: {reference: r}}, {name: p, ephemeral: {volumeClaimTemplate: {spec:
      {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}]}
    """,
  ]) func `a pod's specification`(text: String) throws {
    try expectEqual(PodSpec.self, text)
  }

  @Test(arguments: [
    "{scaleTargetRef: {kind: Deployment, name: w}, maxReplicas: 3, metrics: []}",
    """
    {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: w},
     minReplicas: 2, maxReplicas: 9,
     metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization,
       averageUtilization: 50}}},
      {type: ContainerResource, containerResource: {name: memory, container: c,
       target: {type: AverageValue, averageValue: 1Gi}}},
      {type: Pods, pods: {metric: {name: m, selector: {matchLabels: {a: b}}},
       target: {type: AverageValue, averageValue: 5}}},
      {type: Object, object: {metric: {name: m}, describedObject: {kind: Service, name: s},
       target: {type: Value, value: 5}}},
      {type: External, external: {metric: {name: m}, target: {type: Value, value: 100m}}}],
     behavior: {scaleUp: {stabilizationWindowSeconds: 0, selectPolicy: Min, tolerance: 50m,
       policies: [{type: Pods, value: 4, periodSeconds: 60}]}, scaleDown: {policies: []}}}
    """,
  ]) func `an autoscaler's specification`(text: String) throws {
    try expectEqual(HorizontalPodAutoscalerSpec.self, text)
  }

  @Test(arguments: [
    "{selector: {app: web}, ports: [{port: 80, targetPort: http, name: web, protocol: UDP}]}",
    "{type: NodePort, ports: [{port: 80, targetPort: 80, nodePort: 30080}], clusterIP: 10.0.0.1}",
    "{clusterIP: None, publishNotReadyAddresses: true}",
    "{type: ExternalName, externalName: example.org}",
  ]) func `a service's specification`(text: String) throws {
    try expectEqual(ServiceSpec.self, text)
  }

  @Test func `a volume's specification`() throws {
    try expectEqual(
      PersistentVolumeSpec.self,
      """
      {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], storageClassName: s,
       claimRef: {kind: PersistentVolumeClaim, namespace: n, name: c, uid: u},
       persistentVolumeReclaimPolicy: Delete, volumeMode: Block, local: {path: /d},
       nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions:
        [{key: a, operator: In, values: [b]}]}]}}}
      """)
  }

  @Test func `metadata`() throws {
    try expectEqual(
      ObjectMeta.self,
      """
      {name: n, namespace: s, uid: u, labels: {a: b}, annotations: {c: d}, finalizers: [f],
       generation: 3, resourceVersion: '7', creationTimestamp: 2026-01-01T00:00:00Z,
       deletionTimestamp: 2026-01-01T00:00:30Z, deletionGracePeriodSeconds: 30,
       ownerReferences: [{apiVersion: v1, kind: K, name: o, uid: x, controller: true}]}
      """)
  }
}
