import Scheduling
import Testing

struct ImageLocalityTests {
  static func node(_ name: String, _ image: String? = nil, size: Int64 = 0) -> String {
    guard let image else { return "Node \(name)" }
    let bytes = size << 20
    return "Node \(name) status: {images: [{names: ['\(image)'], sizeBytes: \(bytes)}]}"
  }

  static func pod(_ images: String..., initial: [String] = []) -> String {
    func list(_ images: [String]) -> String {
      images.enumerated().map { "{name: c\($0.offset), image: '\($0.element)'}" }
        .joined(separator: ", ")
    }
    return "spec: {containers: [\(list(images))], initContainers: [\(list(initial))]}"
  }

  static let half = "\(node("a", "web:1", size: 500))\n\(node("b"))"

  @Test(arguments: [
    ScoreRow(
      "an image on half of the nodes counts half", half, pod("web:1"), raw: ["a": 23, "b": 0]),
    ScoreRow("another tag is another image", half, pod("web:2"), raw: ["a": 0, "b": 0]),
    ScoreRow("names are not expanded", half, pod("docker.io/web:1"), raw: ["a": 0, "b": 0]),
    ScoreRow(
      "an image without a tag is the latest",
      "\(node("a", "web:latest", size: 500))\n\(node("b"))", pod("web"), raw: ["a": 23, "b": 0]),
    ScoreRow(
      "the port of a registry is no tag",
      "\(node("a", "host:5000/web:latest", size: 500))\n\(node("b"))", pod("host:5000/web"),
      raw: ["a": 23, "b": 0]),
    ScoreRow(
      "up to 23 MiB images do not count", node("a", "web:1", size: 23), pod("web:1"),
      raw: ["a": 0]),
    ScoreRow(
      "beyond 1000 MiB a container they count no more", node("a", "web:1", size: 3000),
      pod("web:1"), raw: ["a": 100]),
    ScoreRow(
      "every container raises the bounds", node("a", "web:1", size: 500), pod("web:1", "other:1"),
      raw: ["a": 24]),
    ScoreRow(
      "init containers are containers", node("a", "web:1", size: 500),
      pod("other:1", initial: ["web:1"]), raw: ["a": 24]),
    ScoreRow(
      "an image that two containers use counts twice", node("a", "web:1", size: 500),
      pod("web:1", "web:1"), raw: ["a": 49]),
    ScoreRow(
      "the first node says how large an image is",
      "\(node("a", "web:1", size: 500))\n\(node("b", "web:1", size: 900))", pod("web:1"),
      raw: ["a": 48, "b": 48]),
  ])
  func score(row: ScoreRow) throws { try row.check("ImageLocality") }

  /// A pod of one container with image volumes.
  static func volumePod(_ volumes: String..., image: String = "none:1") -> String {
    let list = volumes.enumerated().map {
      "{name: v\($0.offset), image: {reference: '\($0.element)'}}"
    }
    return "spec: {containers: [{name: c, image: '\(image)'}], "
      + "volumes: [\(list.joined(separator: ", "))]}"
  }

  static let quarter = "\(node("a", "data:1", size: 2000))\n\(node("b"))\nNode c\nNode d"

  @Test(arguments: [
    ScoreRow(
      "the image of a volume counts since 1.36", quarter, volumePod("data:1"),
      raw: ["a": 48, "b": 0, "c": 0, "d": 0]),
    ScoreRow(
      "volumes do not raise the bounds", quarter,
      volumePod("data:1", "data:1", "data:1"), raw: ["a": 100, "b": 0, "c": 0, "d": 0]),
    ScoreRow(
      "a reference without a tag is the latest",
      "\(node("a", "data:latest", size: 500))\n\(node("b"))", volumePod("data"),
      raw: ["a": 23, "b": 0]),
  ])
  func volumes(row: ScoreRow) throws {
    try row.check("ImageLocality", rules: VersionRules(.v1_36))
  }

  @Test("Up to 1.34 the image of a volume does not count")
  func volumesBefore() throws {
    try ScoreRow(
      "not yet", Self.quarter, Self.volumePod("data:1"),
      raw: ["a": 0, "b": 0, "c": 0, "d": 0]
    ).check("ImageLocality", rules: VersionRules(.v1_34))
  }

  private static let mebibyte: Int64 = 1 << 20

  @Test("An image whose last node has gone is forgotten")
  func forgotten() throws {
    var cluster = try SmallCluster(nodes: "a")
    let b = try cluster.addNode("b", images: ["app:latest": 900 * Self.mebibyte])
    cluster.scheduler.cache.removeNode(b)
    try cluster.addNode("c", images: ["app:latest": 100 * Self.mebibyte])
    let pod = try cluster.pod()
    // 100 Mi x 1/2 = 50 Mi; (50 - 23) / 977 = 2 %.
    #expect(cluster.score(pod, ImageLocality()) == "a=0 c=2")
  }
}
