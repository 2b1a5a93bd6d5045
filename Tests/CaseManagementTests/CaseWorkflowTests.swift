import CaseManagement
import CityCore
import CityTestSupport
import CityWorkflow
import Testing

@Suite struct CaseWorkflowTests {
    @Test func theTableHasNoMistakes() {
        #expect(CaseWorkflow.table.problems.isEmpty)
    }

    @Test func everyOpenStateIsSomebodysTurnAndHasAClock() {
        for state in CaseState.allCases {
            #expect((CaseWorkflow.turn(in: state) != nil) == !state.isFinal)
            #expect((CaseWorkflow.clock(in: state) != nil) == !state.isFinal)
        }
    }

    @Test func whoeverHasTheTurnCanMoveTheCase() {
        for state in CaseState.open {
            guard let role = CaseWorkflow.turn(in: state) else { continue }
            let moves: [CaseAction] = CaseWorkflow.table.actions(from: state, by: [role]).filter { action in
                CaseWorkflow.table.transition(action, from: state)?.outcome != .same
            }
            #expect(!moves.isEmpty, "\(role) cannot move a case in \(state)")
        }
    }

    @Test(arguments: [
        (CaseAction.file, CaseState.pendingFiling, CaseRole.acceptor),
        (.close, .pendingClosing, .collector),
        (.dispatch, .pendingDispatch, .dutyOfficer),
        (.checkPass, .pendingCheck, .department),
        (.approveExtension, .extensionEndorsed, .department),
        (.forceClose, .handling, .dispatcher),
    ])
    func dutiesAreSeparate(action: CaseAction, state: CaseState, role: CaseRole) {
        #expect(throws: CityError.self) { try CaseWorkflow.table.permitted(action, from: state, by: [role]) }
    }

    @Test func aClosedCaseIsNotHandledAgainWithoutReopening() {
        let moves: Set<CaseAction> = Set(
            CaseWorkflow.table.actions(from: .closed).filter { action in
                CaseWorkflow.table.transition(action, from: .closed)?.outcome != .same
            }
        )
        #expect(moves == [.reopen, .forward])
    }

    @Test func theDocumentIsTheTable() throws {
        let table: CaseWorkflow.Table = CaseWorkflow.table
        let document: String = """
            # The workflow of a case · 案件流程

            This page is made from the table in `Sources/Domains/CaseManagement/Workflow/CaseWorkflow.swift`; a test compares
            the two. To change the workflow, change a row there (or add one), run the tests with `CITY_UPDATE_GOLDEN=1`, and
            look at what became of this page.

            How a row is read: the action may be done *from* any of the states, by anybody who holds one of the roles for the
            case's area (departments: for the department it lies with); what it *needs* must be given with it; then the case
            goes *to* the state and the clocks move. A role is held through a permission, see `CaseRole`. What a table cannot say
            (at most two extensions, one suspension of a year at most, one appeal and only when handling was overdue, a task that
            was given to one collector is not done by another) is in `CaseGuards`. What an action does besides is in
            `CaseEffects`, one small rule each.

            ## 中文

            \(table.markdownTable(.zh))
            ## English

            \(table.markdownTable(.en))
            ## States · 状态

            ```mermaid
            \(table.mermaid(.en))```

            """
        try Golden.expect(document, at: "docs/workflow.md")
    }
}
