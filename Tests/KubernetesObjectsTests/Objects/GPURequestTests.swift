import KubernetesObjects
import StructuredText
import Testing

/// How a pod asks for GPUs by annotation.
struct GPURequestTests {
  private static func annotations(milli: String?, count: String?) -> Labels {
    var labels = Labels()
    if let milli { labels[GPURequest.milliAnnotation] = milli }
    if let count { labels[GPURequest.countAnnotation] = count }
    return labels
  }

  @Test(
    arguments: [
      ("500", nil, 1, 500), ("1", "1", 1, 1), ("1000", nil, 1, 1000), (nil, "4", 4, 1000),
      ("1000", "8", 8, 1000),
    ] as [(String?, String?, Int64, Int64)])
  func whatIsAskedFor(milli: String?, count: String?, devices: Int64, share: Int64) {
    let request = GPURequest(Self.annotations(milli: milli, count: count))
    #expect(request?.count == devices && request?.milli == share)
  }

  @Test(
    arguments: [
      (nil, nil), ("0", nil), ("1001", nil), ("-5", nil), ("half", nil), ("500", "2"), (nil, "0"),
      (nil, "x"), ("", nil), ("9223372036854775808", nil), (nil, "9223372036854775807"),
    ] as [(String?, String?)])
  func whatAsksForNothing(milli: String?, count: String?) {
    #expect(GPURequest(Self.annotations(milli: milli, count: count)) == nil)
  }

  /// The errors of a pod with these annotations, and with a limit of GPUs.
  private static func errors(_ annotations: String, gpus: Int = 0) throws -> [String] {
    let limits = gpus > 0 ? "{limits: {nvidia.com/gpu: \(gpus)}}" : "{}"
    let text = """
      {apiVersion: v1, kind: Pod, metadata: {name: a, annotations: {\(annotations)}},
       spec: {containers: [{name: c, image: i, resources: \(limits)}]}}
      """
    let documents = try YAMLReader.read(Array(text.utf8), file: "pod.yaml")
    var errors: [String] = []
    for read in ManifestReader(documents).objects {
      var object = read
      object.applyDefaults()
      errors += object.validationDiagnostics.map(\.message)
    }
    return errors
  }

  @Test func whatMakesNoSenseIsRefused() throws {
    #expect(try Self.errors("alibabacloud.com/gpu-milli: '500'").isEmpty)
    #expect(
      try Self.errors("alibabacloud.com/gpu-milli: half") == [
        "metadata.annotations[alibabacloud.com/gpu-milli]: expected thousandths of a GPU from 1 "
          + "to 1000, found \"half\""
      ])
    #expect(
      try Self.errors("alibabacloud.com/gpu-milli: '500', alibabacloud.com/gpu-count: '2'") == [
        "metadata.annotations[alibabacloud.com/gpu-milli]: expected 1000: several GPUs are taken "
          + "whole, found \"500\""
      ])
    #expect(
      try Self.errors("alibabacloud.com/gpu-count: '0'") == [
        "metadata.annotations[alibabacloud.com/gpu-count]: expected a number of GPUs from 1 to "
          + "1024, found \"0\""
      ])
    #expect(
      try Self.errors("alibabacloud.com/gpu-milli: '500'", gpus: 1) == [
        "metadata.annotations[alibabacloud.com/gpu-milli]: expected none beside requests for "
          + "nvidia.com/gpu"
      ])
  }
}
