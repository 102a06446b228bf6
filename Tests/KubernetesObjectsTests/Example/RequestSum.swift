import KubernetesObjects
import StructuredText

/// Adds up what the pods of a manifest request, as the scheduler reckons it.
struct RequestSum {
  static func total(of manifest: String, file: String) throws(DiagnosticList) -> ResourceList {
    let reader = ManifestReader(try YAMLReader.read(Array(manifest.utf8), file: file))
    var problems = reader.errors
    var total = ResourceList()
    for var located in reader.objects {
      located.applyDefaults()
      problems += located.validationDiagnostics
      if let pod = located.object as? Pod { total += pod.spec.effectiveRequests }
    }
    if !problems.isEmpty { throw DiagnosticList(problems) }
    return total
  }
}
