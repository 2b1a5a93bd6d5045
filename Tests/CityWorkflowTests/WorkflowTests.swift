import CityCore
import CityWorkflow
import Testing

@Suite struct WorkflowTests {
    @Test func aGoodTableHasNoProblems() {
        #expect(sample.problems == [])
    }

    @Test func rowsAreFoundByActionAndState() {
        #expect(sample.transition(.finish, from: .handling)?.outcome == .state(.checking))
        #expect(sample.transition(.finish, from: .reported) == nil)
        #expect(sample.actions(from: .dispatched) == [.accept, .suspend, .cancel, .urge])
        #expect(sample.actions(from: .dispatched, by: [.officer]) == [.cancel, .urge])
        #expect(sample.actions(from: .dispatched, by: []) == [])
        #expect(sample.actions(from: .suspended, by: Set(Post.allCases)) == [])
        #expect(sample.actions(from: .cancelled) == [])
    }

    @Test func anOutcomeIsAStateTheSameOrThePreviousOne() {
        let rows: [SampleWorkflow.Row?] = [
            sample.transition(.accept, from: .dispatched), sample.transition(.urge, from: .handling),
            sample.transition(.resume, from: .suspended),
        ]
        #expect(rows[0]?.target(from: .dispatched, previous: nil) == .handling)
        #expect(rows[1]?.target(from: .handling, previous: .reported) == .handling)
        #expect(rows[2]?.target(from: .suspended, previous: .dispatched) == .dispatched)
        #expect(rows[2]?.target(from: .suspended, previous: nil) == nil)
    }

    @Test func whatIsNotPermittedIsRefusedWithAReason() throws {
        #expect(try sample.permitted(.close, from: .checking, by: [.officer]).action == .close)
        #expect(reason { try sample.permitted(.close, from: .handling, by: [.officer]) } == "workflow.wrong_state")
        #expect(reason { try sample.permitted(.close, from: .checking, by: [.department]) } == "workflow.wrong_role")
        #expect(reason { try sample.permitted(.resume, from: .suspended, by: [.officer]) } == "workflow.wrong_role")
    }

    @Test func everyMissingRequirementIsABadField() throws {
        let row: SampleWorkflow.Row = try #require(sample.transition(.suspend, from: .handling))
        #expect(row.missing(given: []).map(\.field) == ["reason", "photo"])
        #expect(row.missing(given: [.photo]).map(\.field) == ["reason"])
        #expect(row.missing(given: [.photo, .reason, .organisation]) == [])
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let problem: WorkflowProblem
        let extra: [SampleWorkflow.Row]
        let without: [Deed]

        init(_ problem: WorkflowProblem, adding extra: [SampleWorkflow.Row] = [], without: [Deed] = []) {
            self.problem = problem
            self.extra = extra
            self.without = without
        }

        var testDescription: String { problem.description }
    }

    static let mistakes: [Mistake] = [
        Mistake(
            .duplicate(action: "accept", from: "dispatched"),
            adding: [.init(.accept, from: [.dispatched], to: .checking, by: [.officer])]
        ),
        Mistake(.withoutOrigin(action: "urge"), adding: [.init(.urge, from: [], to: .same, by: [.officer])]),
        Mistake(.unusedAction("rework"), without: [.rework]),
        Mistake(.unreachable(state: "cancelled"), without: [.cancel]),
        Mistake(.unreachable(state: "checking"), without: [.finish, .appeal]),
        Mistake(.deadEnd(state: "suspended"), without: [.resume]),
        Mistake(.deadEnd(state: "checking"), without: [.close, .rework]),
        Mistake(
            .leavesFinal(action: "rework", from: "closed"),
            adding: [.init(.rework, from: [.closed], to: .handling, by: [.officer])]
        ),
        Mistake(
            .reopensNothing(action: "rework"),
            adding: [.init(.rework, from: [.handling], to: .dispatched, by: [.officer], reopens: true)]
        ),
        Mistake(
            .noWayBack(action: "resume", from: "reported"),
            adding: [.init(.resume, from: [.reported], to: .previous, by: [])]
        ),
    ]

    @Test(arguments: mistakes) func aMistakeInTheTableIsFound(mistake: Mistake) {
        let rows: [SampleWorkflow.Row] = sampleRows.filter { !mistake.without.contains($0.action) } + mistake.extra
        let flow: SampleWorkflow = SampleWorkflow(initial: [.reported], final: [.closed, .cancelled], rows: rows)
        #expect(flow.problems.contains(mistake.problem))
    }

    @Test func aWorkflowNeedsABeginning() {
        let flow: SampleWorkflow = SampleWorkflow(initial: [], final: [.closed, .cancelled], rows: sampleRows)
        #expect(flow.problems.first == .withoutInitial)
        #expect(flow.problems.contains(.unreachable(state: "reported")))
    }

    @Test func theTableIsWrittenAsMarkdown() {
        let lines: [Substring] = sample.markdownTable(.en).split(separator: "\n")
        #expect(lines.count == 2 + sampleRows.count)
        #expect(lines[0] == "| Action | From | To | Who | Needs | Clocks | Note |")
        #expect(
            lines[4]
                == "| suspend `suspend` | dispatched `dispatched`<br>being handled `handling` | suspended `suspended` "
                + "| dispatcher | reason, photo | pause all | a year at most \\| once |"
        )
        #expect(
            lines[5] == "| resume `resume` | suspended `suspended` | the state before | the system |  | resume all |  |"
        )
        let chinese: [Substring] = sample.markdownTable(.zh).split(separator: "\n")
        #expect(
            chinese[2]
                == "| 派遣 `dispatch` | 已上报 `reported` | 已派遣 `dispatched` | 派遣员 | 处置部门 | 结束派遣、开始处置 |  |"
        )
    }

    @Test func theTableIsDrawnAsADiagram() {
        let lines: [Substring] = sample.mermaid(.en).split(separator: "\n")
        #expect(lines.first == "stateDiagram-v2")
        #expect(lines.contains("    state \"being handled\" as handling"))
        #expect(lines.contains("    [*] --> reported"))
        #expect(lines.contains("    handling --> checking : finish"))
        #expect(lines.contains("    handling --> handling : urge"))
        let back: [Substring] = lines.filter { $0.contains("suspended -->") }
        #expect(back == ["    suspended --> dispatched : resume", "    suspended --> handling : resume"])
        #expect(lines.suffix(2) == ["    closed --> [*]", "    cancelled --> [*]"])
    }
}
