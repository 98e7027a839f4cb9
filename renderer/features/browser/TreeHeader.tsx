/** The head of the columns: what they show, and the order of the rows. */
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { Order } from '../../../shared/model/listing.ts'
import { treeWords as words } from '../../strings/tree.ts'

type Column = { readonly id: string; readonly label: string; readonly by: Order['by'] | null }

const columns: readonly Column[] = [
  { id: 'name', label: words.name, by: 'name' },
  { id: 'modified', label: words.modified, by: 'modified' },
  { id: 'size', label: words.size, by: 'size' },
  { id: 'versions', label: words.versions, by: null },
]

type TreeHeaderProps = {
  readonly order: Order
  /** The rows are not in this order yet. */
  readonly isPending: boolean
  readonly onOrder: (order: Order) => void
}

/** Newest and biggest come first when somebody asks for dates or sizes. */
function nextOrder({ by, direction }: Order, column: Order['by']): Order {
  if (by === column) return { by, direction: direction === 'ascending' ? 'descending' : 'ascending' }
  return { by: column, direction: column === 'name' ? 'ascending' : 'descending' }
}

export function TreeHeader({ order, isPending, onOrder }: TreeHeaderProps) {
  return (
    <div role="row" className="tree-head" aria-rowindex={1}>
      {columns.map(({ id, label, by }) =>
        by === null ? (
          <div key={id} role="columnheader" className={`column ${id}`}>
            {label}
          </div>
        ) : (
          <div
            key={id}
            role="columnheader"
            className={`column ${id}`}
            aria-sort={order.by === by ? order.direction : 'none'}
          >
            <button
              type="button"
              tabIndex={-1}
              title={isPending && order.by === by ? words.inServerOrder(label.toLowerCase()) : undefined}
              onClick={() => onOrder(nextOrder(order, by))}
            >
              {label}
              {order.by !== by ? null : order.direction === 'ascending' ? (
                <ChevronUp size={12} className={isPending ? 'pending' : ''} aria-hidden />
              ) : (
                <ChevronDown size={12} className={isPending ? 'pending' : ''} aria-hidden />
              )}
            </button>
          </div>
        ),
      )}
    </div>
  )
}
