import StructuredText
import TestSupport
import Testing

/// The example of the module's page.
struct PortTableTests {
  @Test func serversBecomeRows() throws {
    let yaml = "- {name: web, port: 80}\n- name: \"a,b\"\n  port: 0x1F\n"
    #expect(try PortTable.csv(yaml, file: "servers.yaml") == "name,port\nweb,80\n\"a,b\",31\n")
  }

  @Test func aServerWithoutAPortIsNamedByItsPlace() throws {
    let error = #expect(throws: DiagnosticList.self) {
      try PortTable.csv("- {name: web, port: 80}\n- {name: db}\n", file: "servers.yaml")
    }
    #expect(
      error?.diagnostics.map(\.description) == [
        "servers.yaml:2:3: error: expected a server with a port"
      ])
  }

  @Test func thePageShowsThisVeryCode() throws {
    try DocumentedExample.expect(
      "PortTable.swift", on: "Sources/StructuredText/StructuredText.docc/StructuredText.md")
  }
}
