import ClusterViews
import KubernetesObjects
import StructuredText
import Testing

/// What `describe` says of kinds that no recording shows.
@Suite struct DescriptionTests {
  private static let objects = """
    apiVersion: v1
    kind: Namespace
    metadata: {name: shop, labels: {team: a, stage: live}}
    status:
      phase: Terminating
      conditions:
        - {type: Content, status: "True", reason: Some,
           message: "pods has 1", lastTransitionTime: "2026-11-29T23:17:31Z"}
    ---
    apiVersion: v1
    kind: ResourceQuota
    metadata: {name: share, namespace: shop}
    spec: {scopes: [NotTerminating]}
    status: {hard: {pods: "6", cpu: "2"}, used: {pods: "5"}}
    ---
    apiVersion: v1
    kind: LimitRange
    metadata: {name: small, namespace: shop}
    spec:
      limits:
        - {type: Container, max: {cpu: "1"}, default: {cpu: 500m, memory: 1Gi}}
    ---
    apiVersion: v1
    kind: Namespace
    metadata: {name: empty}
    status: {phase: Active}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings, namespace: shop, annotations: {note: by hand}}
    data: {color: blue, "app.conf": "a=1\\nb=2"}
    binaryData: {key: "AAEC", half: "AAE="}
    """

  private static func describe(_ words: String, in namespace: String?) throws -> String {
    let dump = ObjectDump(try YAMLReader.read(Array(objects.utf8), file: "objects"))
    let now = try #require(try? Timestamp(parsing: "2026-11-29T23:20:00Z"))
    let selection = ObjectSelection(dump, at: now, namespace: namespace, selector: .everything)
    let arguments = try ResourceArguments(words.split(separator: " ").map(String.init))
    return ObjectDescriptions(arguments, of: selection).text
  }

  @Test func `a namespace shows its conditions, quotas and limits`() throws {
    #expect(
      try Self.describe("ns shop", in: nil) == """
        Name:         shop
        Labels:       stage=live
                      team=a
        Annotations:  <none>
        Status:       Terminating
        Conditions:
          Type     Status  LastTransitionTime               Reason  Message
          ----     ------  ------------------               ------  -------
          Content  True    Sun, 29 Nov 2026 23:17:31 +0000  Some    pods has 1

        Resource Quotas
          Name:    share
          Scopes:  NotTerminating
          * Matches all pods that do not have an active deadline. These pods usually include long \
        running pods whose container command is not expected to terminate.
          Resource  Used  Hard
          --------  ---   ---
          cpu       0     2
          pods      5     6

        Resource Limits
         Type       Resource  Min  Max  Default Request  Default Limit  Max Limit/Request Ratio
         ----       --------  ---  ---  ---------------  -------------  -----------------------
         Container  cpu       -    1    -                500m           -
         Container  memory    -    -    -                1Gi            -

        """)
  }

  @Test func `a namespace without either says so`() throws {
    #expect(
      try Self.describe("namespaces/empty", in: nil) == """
        Name:         empty
        Labels:       <none>
        Annotations:  <none>
        Status:       Active

        No resource quota.

        No LimitRange resource.

        """)
  }

  @Test func `a config map shows its texts, and the sizes of what is none`() throws {
    #expect(
      try Self.describe("cm settings", in: "shop") == """
        Name:         settings
        Namespace:    shop
        Labels:       <none>
        Annotations:  note: by hand

        Data
        ====
        app.conf:
        ----
        a=1
        b=2

        color:
        ----
        blue


        BinaryData
        ====
        half: 2 bytes
        key: 3 bytes

        Events:  <none>

        """)
  }
}
