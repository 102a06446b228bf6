import Testing

@testable import Scheduling

struct DynamicResourcesTableTests {
  @Test func noPodIsLookedAt() throws {
    try FilterRow("any pod", "Node a", "", ["PreFilter": "skip", "a": ""])
      .check("DynamicResources")
  }

  @Test func itSpeaksFirstWhenAPodFitsNowhere() throws {
    var builder = try SchedulingBuilder(
      "Node a status: {allocatable: {pods: 0}}",
      profile: SchedulingBuilder.profile(only: ["NodeResourcesFit", "DynamicResources"]))
    #expect(
      try builder.schedule().decision.message
        == "0/1 nodes are available: 1 Too many pods. no new claims to deallocate")
  }

  @Test func withoutItMessagesReadAsBefore() throws {
    var builder = try SchedulingBuilder("Node a status: {allocatable: {pods: 0}}")
    var (state, cache) = (builder.state, builder.scheduler.cache)
    let profile = try Profile(hasDynamicResources: false, &state, &cache)
    (builder.state, builder.scheduler.cache) = (state, cache)
    builder.scheduler.profiles = [profile]
    #expect(
      try builder.schedule().decision.message
        == "0/1 nodes are available: 1 Too many pods. preemption: 0/1 nodes are available: "
        + "1 No preemption victims found for incoming pod.")
  }
}
