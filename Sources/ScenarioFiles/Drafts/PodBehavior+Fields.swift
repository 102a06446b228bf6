import KubernetesObjects
import NodeAgents
import SimulationEngine
import StructuredText

extension PodBehavior {
  /// The keys that say what runs inside pods, kept at `place`.
  static func fields<Target>(
    _ place: any WritableKeyPath<Target, PodBehavior> & Sendable
  ) -> [Field<Target>] {
    [
      Field(
        "start", SchemaReader.distributionForm,
        "From the kubelet's seeing the pod to the start of its containers; unless said, sandbox, "
          + "pull and start take the time that the settings say."
      ) { draft, reader in
        draft[keyPath: place].start = reader.distribution()
      },
      Field(
        "restart", SchemaReader.distributionForm,
        "From an exit to the next start where no back-off is due; unless said, when the kubelet "
          + "learns of the exit, but with start after one relistPeriod."
      ) { draft, reader in
        draft[keyPath: place].restart = reader.distribution()
      },
    ]
      + ContainerBehavior.fields(place)
      + [
        Field(
          "containers", "mapping",
          "Single containers by name, init containers and sidecars too: keys that replace those "
            + "beside, which are about the other containers; and usage, which is the container's "
            + "alone."
        ) { draft, reader in
          reader.readContainers(into: &draft[keyPath: place].containers)
        },
        Field(
          "usage", "mapping, or unknown",
          "What a running pod uses; of cpu and memory what it requests unless said. What is "
            + "unknown counts as nothing, and no autoscaler gets a reading of it. Containers share "
            + "it by request, but those with a usage of their own."
        ) { draft, reader in
          if reader.node.kind == .scalar, reader.node.text == "unknown" {
            draft[keyPath: place].cpuUsage = .unknown
            draft[keyPath: place].memoryUsage = .unknown
          } else {
            reader.read(usageFields, into: &draft[keyPath: place])
          }
        },
      ]
  }

  /// What a behavior says of what a pod uses.
  static let usageFields: [Field<PodBehavior>] = [
    Field("cpu", SchemaReader.usageForm, "Processor time.") { behavior, reader in
      let usage = reader.usage("250m") { $0.milliValue }
      if let usage { behavior.cpuUsage = usage }
    },
    Field("memory", SchemaReader.usageForm, "Memory.") { behavior, reader in
      let usage = reader.usage("180Mi") { $0.value }
      if let usage { behavior.memoryUsage = usage }
    },
    Field(
      "ephemeralStorage", SchemaReader.usageForm,
      "What is written to the node's disk beside volumes; nothing unless said. A pod or a "
        + "container beyond its limit is evicted."
    ) { behavior, reader in
      let usage = reader.usage("300Mi") { $0.value }
      if let usage { behavior.ephemeralStorageUsage = usage }
    },
    Field(
      "volumes", "mapping",
      "What emptyDir volumes hold, by name: quantities or curves. A pod with one beyond its "
        + "sizeLimit is evicted."
    ) { behavior, reader in
      var volumes: [PodBehavior.VolumeUse] = []
      _ = reader.members(expecting: "a mapping of volumes") { name, reader in
        if let usage = reader.amountOverTime("300Mi", { $0.value }) {
          volumes.append(PodBehavior.VolumeUse(name, usage))
        }
      }
      behavior.volumeUsage = volumes
    },
  ]
}

extension ContainerBehavior {
  /// The keys of every container, in the behavior of pods at `place`.
  fileprivate static func fields<Target>(
    _ place: any WritableKeyPath<Target, PodBehavior> & Sendable
  ) -> [Field<Target>] {
    fields.map { field in
      Field(field.name, field.form, field.documentation) { target, reader in
        field.read(&target[keyPath: place].everyContainer, &reader)
      }
    }
  }

  /// The keys of one container.
  static let fields: [Field<ContainerBehavior>] = [
    Field(
      "startup", SchemaReader.distributionForm + "; or never",
      "From the start of a container to its readiness; at once unless said."
    ) { behavior, reader in
      let isNever = reader.node.kind == .scalar && reader.node.text == "never"
      behavior.startup = isNever ? .never : reader.distribution().map { .after($0) }
    },
    Field(
      "runtime", SchemaReader.distributionForm,
      "From the start of a container to its exit; without it, until it is stopped. An init "
        + "container runs for initContainerRuntime."
    ) { behavior, reader in
      behavior.runtime = reader.distribution()
    },
    Field(
      "shutdown", SchemaReader.distributionForm,
      "From the signal to stop to the exit; at once unless said, the grace period at most."
    ) { behavior, reader in
      behavior.shutdown = reader.distribution()
    },
    Field("failureRate", "0 to 1", "The share of runs that end with exitCode instead of 0.") {
      behavior, reader in
      behavior.failuresPerMillion = reader.millionths()
    },
    Field("exitCode", "1 to 255", "The exit code of a run that fails; 1 unless said.") {
      behavior, reader in
      behavior.failureExitCode = reader.integer(in: 1...255).map { Int32($0) }
    },
    Field(
      "stopExitCode", "0 to 255",
      "The exit code of a container that is told to stop; 0 unless said, 137 where the grace "
        + "period cuts it off."
    ) { behavior, reader in
      behavior.stopExitCode = reader.integer(in: 0...255).map { Int32($0) }
    },
    Field(
      "pull", Spelling.alternatives(Pull.allCases.map(\.rawValue)),
      "Whether the registry has the image; without it the pod stays Pending."
    ) { behavior, reader in
      behavior.pull = reader.choice()
    },
  ]
}

extension PodBehavior.Named {
  /// The keys of a container that is named.
  fileprivate static let fields: [Field<Self>] =
    ContainerBehavior.fields.map { field in
      Field(field.name, field.form, field.documentation) { target, reader in
        field.read(&target.behavior, &reader)
      }
    } + [
      Field("usage", "mapping, or unknown", "What the container uses.") { container, reader in
        if reader.node.kind == .scalar, reader.node.text == "unknown" {
          container.cpuUsage = .unknown
          container.memoryUsage = .unknown
        } else {
          reader.read(usageFields, into: &container)
        }
      }
    ]

  private static let usageFields: [Field<Self>] = [
    Field("cpu", SchemaReader.usageForm, "Processor time.") { container, reader in
      container.cpuUsage = reader.usage("250m") { $0.milliValue }
    },
    Field("memory", SchemaReader.usageForm, "Memory.") { container, reader in
      container.memoryUsage = reader.usage("180Mi") { $0.value }
    },
    Field(
      "ephemeralStorage", SchemaReader.usageForm,
      "What the container writes to the node's disk beside volumes."
    ) { container, reader in
      container.ephemeralStorageUsage = reader.usage("300Mi") { $0.value }
    },
  ]
}

extension SchemaReader {
  /// The behaviors of containers by their names.
  fileprivate mutating func readContainers(into containers: inout [PodBehavior.Named]) {
    var named: [PodBehavior.Named] = []
    _ = members(expecting: "a mapping of containers") { name, reader in
      var one = PodBehavior.Named(name)
      reader.read(PodBehavior.Named.fields, into: &one)
      named.append(one)
    }
    containers = named
  }
}
