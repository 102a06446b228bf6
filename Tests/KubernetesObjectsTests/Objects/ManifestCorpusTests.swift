import Foundation
import KubernetesObjects
import StructuredText
import TestSupport
import Testing

/// Real manifests of other people's repositories: each reads, or fails for a stated reason.
struct ManifestCorpusTests {
  static let folder = "data/manifests"

  @Test(
    "every real manifest reads, or fails for the reason that is known",
    .enabled(if: SharedFolder.has(folder)))
  func everyManifestReads() throws {
    let root = SharedFolder.root.appending(path: Self.folder).standardizedFileURL.path + "/"
    let files = SharedFolder.files(below: Self.folder)
    var problems: [String] = []
    var objectCount = 0
    var refusedCount = 0
    for url in files {
      let file = String(url.standardizedFileURL.path.dropFirst(root.count))
      let bytes = [UInt8](try Data(contentsOf: url))
      if url.lastPathComponent == "UPSTREAM_LICENSE" {
        expectRefusal(of: bytes, file: file)
        continue
      }
      do throws(DiagnosticList) {
        let reader = ManifestReader(try YAMLReader.read(bytes, file: file))
        problems += reader.errors.map(\.description)
        objectCount += reader.objects.count
        for var object in reader.objects {
          object.applyDefaults()
          let issues = object.validationDiagnostics
          refusedCount += issues.isEmpty ? 0 : 1
          problems += issues.map(\.description)
        }
      } catch {
        problems += error.diagnostics.map(\.description)
      }
    }
    #expect(problems == Self.expected)
    Notice.print(
      "\(files.count) files: \(objectCount) objects, of which \(refusedCount) would be refused")
  }

  /// A licence is prose: it fails, with a place.
  private func expectRefusal(of bytes: [UInt8], file: String) {
    do throws(DiagnosticList) {
      let reader = ManifestReader(try YAMLReader.read(bytes, file: file))
      #expect(reader.objects.isEmpty && reader.errors.contains { $0.location != nil }, "\(file)")
    } catch {
      #expect(error.diagnostics.contains { $0.location != nil }, "\(file)")
    }
  }

  /// What is wrong with the manifests, file by file in order of path.
  ///
  /// Charts are no objects; patches and templates lack what is added later; two files have a key
  /// twice; the rest the API server would refuse for the same reason.
  static let expected = [
    """
    alibaba__open-simulator/example/application/open_local/sts-nginx.yaml:55:17: error: \
    spec.template.spec.containers[0].volumeMounts[0].name: the pod has no volume "html"; did you \
    mean "html-0"?
    """,
    """
    alibaba__open-simulator/example/application/simple/rs-calico.yaml:11:3: error: \
    spec.selector: required, and not empty
    """,
    """
    argoproj__argocd-example-apps/blue-green/Chart.yaml:1:1: error: \
    kind: required, such as Pod
    """,
    """
    argoproj__argocd-example-apps/plugins/kustomized-helm/Chart.yaml:1:1: error: \
    kind: required, such as Pod
    """,
    """
    kubernetes-sigs__metrics-server/manifests/base/deployment.yaml:8:3: error: \
    spec.selector: required, and not empty
    """,
    """
    kubernetes-sigs__metrics-server/manifests/components/autoscale/patch.yaml:10:11: error: \
    spec.template.spec.containers[0].image: required
    """,
    """
    kubernetes-sigs__metrics-server/manifests/components/autoscale/patch.yaml:7:3: error: \
    spec.selector: required, and not empty
    """,
    """
    kubernetes-sigs__scheduler-plugins/manifests/networktopology/\
    deploy-networktopology-controller.yaml:6:3: error: metadata.name: required, or generateName
    """,
    """
    kubernetes__autoscaler/cluster-autoscaler/cloudprovider/clusterapi/examples/\
    deployment.yaml:6:14: error: metadata.namespace: "${AUTOSCALER_NS}": expected lower-case \
    letters, digits and "-", with a letter or a digit at both ends
    """,
    """
    kubernetes__autoscaler/cluster-autoscaler/cloudprovider/clusterapi/examples/\
    deployment.yaml:62:14: error: metadata.namespace: "${AUTOSCALER_NS}": expected lower-case \
    letters, digits and "-", with a letter or a digit at both ends
    """,
    """
    kubernetes__examples/_archived/openshift-origin/etcd-controller.yaml:12:3: error: the key \
    "selector" is in this mapping already, at line 6, column 3; a key may come once
    """,
    """
    kubernetes__examples/_archived/openshift-origin/etcd-discovery-controller.yaml:12:3: error: \
    the key "selector" is in this mapping already, at line 6, column 3; a key may come once
    """,
    """
    kubernetes__examples/_archived/sysdig-cloud/sysdig-rc.yaml:10:3: error: \
    spec.selector: required, at least one label
    """,
    """
    kubernetes__examples/_archived/volumes/aws_ebs/aws-ebs-web.yaml:12:21: error: \
    spec.containers[0].ports[0].protocol: expected TCP, UDP or SCTP, found "tcp"; did you mean TCP?
    """,
    """
    kubernetes__kubernetes-docs-cn/content/cn/docs/tasks/inject-data-application/\
    podpreset-replicaset-merged.yaml:4:3: error: metadata.name: required, or generateName
    """,
  ]
}
