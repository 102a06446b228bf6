import Foundation

Interruption.ignoreFailuresOfWriting()
exit(Program.run(Array(CommandLine.arguments.dropFirst()), Terminal()).rawValue)
