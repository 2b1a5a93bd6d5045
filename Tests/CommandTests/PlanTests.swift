import CityCore
import CityRegistry
import Testing

@testable import Command

struct PlanTests {
    private static let began: Timestamp = Timestamp(milliseconds: 1_800_000_000_000)

    private func step(
        _ key: String,
        after: [String] = [],
        wait: Int = 0,
        _ state: StepState = .waiting,
        ended: Int? = nil
    ) -> IncidentStep {
        IncidentStep(
            id: IncidentStepID(key),
            incident: IncidentID("i"),
            place: 0,
            content: PlanStep(key: key, title: key, after: after, waitMinutes: wait),
            state: state,
            isLate: false,
            endedAt: ended.map { Self.began + .minutes($0) },
            outcome: "",
            version: 1
        )
    }

    private func ready(_ steps: [IncidentStep], minute: Int) -> [String] {
        IncidentFlow.ready(among: steps, began: Self.began, at: Self.began + .minutes(minute)).map(\.content.key)
    }

    @Test func aStepWaitsForThoseBeforeItAndForItsMinutes() {
        let steps: [IncidentStep] = [
            step("call"), step("salt", after: ["call"]), step("check", after: ["call"], wait: 10),
            step("later", wait: 30),
        ]
        #expect(ready(steps, minute: 0) == ["call"])
        #expect(ready(steps, minute: 30) == ["call", "later"])
        let called: [IncidentStep] = [step("call", .done, ended: 5)] + steps.dropFirst()
        #expect(ready(called, minute: 5) == ["salt"])
        #expect(ready(called, minute: 15) == ["salt", "check"])
    }

    /// A step that was skipped holds nobody up.
    @Test func whatWasSkippedHasEnded() {
        let steps: [IncidentStep] = [
            step("a", .skipped, ended: 3), step("b", .done, ended: 8), step("c", after: ["a", "b"], wait: 1),
        ]
        #expect(ready(steps, minute: 8).isEmpty && ready(steps, minute: 9) == ["c"])
    }

    private func content(_ steps: [PlanStep], roles: [PlanRole] = []) -> PlanContent {
        PlanContent(words: "", roles: roles, resources: [], steps: steps, rollCallMinutes: 0)
    }

    private func troubles(_ content: PlanContent) -> [String] {
        var checks: FieldChecks = FieldChecks()
        _ = content.check(&checks)
        return checks.problems.map(\.field)
    }

    @Test func aPlanIsCheckedAtEachField() {
        let lead: PlanRole = PlanRole(key: "lead", title: "总指挥", words: "")
        #expect(troubles(content([PlanStep(key: "a", title: "一", role: "lead")], roles: [lead])) == [])
        #expect(troubles(content([])) == ["content.steps"])
        #expect(troubles(content([PlanStep(key: "a", title: "一", role: "lead")])) == ["content.steps.0.role"])
        // Steps that wait for each other would wait for ever.
        let circle: [PlanStep] = [
            PlanStep(key: "a", title: "一", after: ["b"]), PlanStep(key: "b", title: "二", after: ["a"]),
        ]
        #expect(troubles(content(circle)) == ["content.steps.0.after"])
        #expect(troubles(content([PlanStep(key: "a", title: "一", after: ["a"])])) == ["content.steps.0.after"])
        let twice: [PlanStep] = [PlanStep(key: "a", title: "一"), PlanStep(key: "a", title: "二")]
        #expect(troubles(content(twice)) == ["content.steps"])
        let bad: PlanStep = PlanStep(key: "a b", title: "", dueMinutes: -1, units: 51, isAutomatic: true)
        #expect(
            troubles(content([bad])) == [
                "content.steps.0.key", "content.steps.0.title", "content.steps.0.dueMinutes", "content.steps.0.units",
            ]
        )
    }

    @Test func figuresAreCountedOfStepsAndOrders() {
        var (first, second) = (OrderTests.order(.onSite), OrderTests.order(.done))
        (first.unit, second.unit) = (CommandUnitID("a"), CommandUnitID("b"))
        let figures: IncidentFigures = IncidentFigures([step("a", .done, ended: 1), step("b")], [first, second])
        #expect(figures.steps == 2 && figures.stepsEnded == 1 && figures.orders == 2 && figures.ordersOpen == 1)
        #expect(figures.units == 1 && figures.unitsOnSite == 1 && figures.ordersDone == 1)
    }
}
